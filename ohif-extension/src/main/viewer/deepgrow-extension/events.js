// Server-sent events over fetch, so that the token goes along; connects again when it breaks.

const PAUSE = 2000;

/** Splits a stream of text into the data of its events. */
export function parser(onData) {
  let rest = '';
  return text => {
    const blocks = (rest + text).split(/\r?\n\r?\n/);
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block
        .split(/\r?\n/)
        .filter(line => line.startsWith('data:'))
        .map(line => line.slice(5).trimStart())
        .join('\n');
      if (data) {
        onData(data);
      }
    }
  };
}

async function once(api, id, onEvent, signal, onOpen) {
  const response = await api.send('GET', `sessions/${id}/events`, { headers: { Accept: 'text/event-stream' }, signal });
  onOpen();
  const feed = parser(data => onEvent(JSON.parse(data)));
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
 * Listens until the signal aborts.
 *
 * @param onGap called when it listens again after a break, in which events may have been missed
 */
export async function listen(api, id, onEvent, signal, { onGap = () => {}, pause = PAUSE } = {}) {
  const quietly = work => Promise.resolve(work).catch(() => {});
  for (let open = 0; !signal.aborted; ) {
    try {
      await once(api, id, event => quietly(onEvent(event)), signal, () => open++ && quietly(onGap()));
    } catch (failure) {
      if (signal.aborted || failure.status === 404) {
        return;
      }
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}
