// What the console's pages need a script for: times in the reader's zone, and asking before what can't be undone.

const FORMAT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

function showTimes(root) {
  for (const time of root.querySelectorAll('time[datetime]')) {
    const when = new Date(time.dateTime);
    if (!Number.isNaN(when.getTime())) {
      if (!('age' in time.dataset)) {
        time.textContent = FORMAT.format(when);
      }
      time.title = FORMAT.format(when);
    }
  }
}

/** A form with data-confirm goes only when the name that it asks for was typed, into its field or on being asked. */
function guard(event) {
  const name = event.target.dataset?.confirm;
  if (name && event.target.elements.confirm?.value.trim() !== name && window.prompt(`This can't be undone. Type ${name} to go on:`) !== name) {
    event.preventDefault();
  }
}

showTimes(document);
document.addEventListener('htmx:oobAfterSwap', event => showTimes(event.detail.target ?? document));
document.addEventListener('submit', guard, true);
document.addEventListener('htmx:afterSwap', event => showTimes(event.target.parentElement ?? document));
