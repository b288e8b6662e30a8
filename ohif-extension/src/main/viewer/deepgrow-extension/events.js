// Server-sent events over fetch, which sends Last-Event-ID; connects again when it breaks, and gets what came meanwhile.

const PAUSE = 2000;

const fieldOf = (lines, name) => lines.filter(line => line.startsWith(`${name}:`)).map(line => line.slice(name.length + 1).trimStart());

/** Splits a stream of text into events: calls with the data of each and its id, null without one. */
export function parser(onEvent) {
  let rest = '';
  return text => {
    const blocks = (rest + text).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split(/\r?\n/);
      const data = fieldOf(lines, 'data').join('\n');
      if (data) {
        onEvent(data, fieldOf(lines, 'id').at(-1) ?? null);
      }
    }
  };
}

/** Listens until the stream ends; calls with each event and its id. */
async function once(api, id, last, onEvent, signal) {
  const headers = { Accept: 'text/event-stream', 'Last-Event-ID': String(last) };
  const response = await api.send('GET', `sessions/${id}/events`, { headers, signal });
  const feed = parser((data, number) => onEvent(JSON.parse(data), number));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) {
      return;
    }
    feed(value);
  }
}

/**
 * Listens until the signal aborts, to what comes after the event that was the last when the session was read.
 *
 * @param onGap called when events were missed that the service can't give again
 */
export async function listen(api, { id, lastEvent }, onEvent, signal, { onGap = () => {}, pause = PAUSE } = {}) {
  const quietly = work => Promise.resolve(work).catch(() => {});
  let last = lastEvent;
  const hear = (event, number) => {
    last = number ?? last;
    quietly(event.type === 'gap' ? onGap() : onEvent(event));
  };
  while (!signal.aborted) {
    try {
      await once(api, id, last, hear, signal);
    } catch (failure) {
      if (signal.aborted || failure.status === 404) {
        return;
      }
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}
