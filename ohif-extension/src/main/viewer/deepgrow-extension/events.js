// Server-sent events over fetch, so that the token goes along; connects again when it breaks, and gets what came meanwhile.

const PAUSE = 2000;

const fieldOf = (lines, name) => lines.filter(line => line.startsWith(`${name}:`)).map(line => line.slice(name.length + 1).trimStart());

/** Splits a stream of text into events: calls with the data of each and its id, null without one. */
export function parser(onEvent) {
  let rest = '';
  return text => {
    const blocks = (rest + text).split(/\r?\n\r?\n/);
    rest = blocks.pop();
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
async function once(api, id, last, onEvent, signal, onOpen) {
  const headers = { Accept: 'text/event-stream', ...(last && { 'Last-Event-ID': last }) };
  const response = await api.send('GET', `sessions/${id}/events`, { headers, signal });
  onOpen();
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
 * Listens until the signal aborts.
 *
 * @param onGap called when events were missed that the service can't give again
 */
export async function listen(api, id, onEvent, signal, { onGap = () => {}, pause = PAUSE } = {}) {
  const quietly = work => Promise.resolve(work).catch(() => {});
  let last = null;
  const hear = (event, number) => {
    last = number ?? last;
    quietly(event.type === 'gap' ? onGap() : onEvent(event));
  };
  for (let open = 0; !signal.aborted;) {
    try {
      await once(api, id, last, hear, signal, () => open++ && !last && quietly(onGap()));
    } catch (failure) {
      if (signal.aborted || failure.status === 404) {
        return;
      }
    }
    await new Promise(resolve => setTimeout(resolve, pause));
  }
}
