// What runs inside the page while it is measured.

/** Puts the probe into the page; it fills window.probe. */
export function install() {
  const { IMAGE_RENDERED } = window.cornerstone.Enums.Events;
  const probe = { clicks: [], blocking: [], paints: [] };
  window.probe = probe;
  let pressed = 0;
  document.addEventListener('mousedown', () => (pressed = performance.now()), true);

  /** The server's own time of the latest click, in ms. */
  const server = () => {
    const entry = performance
      .getEntriesByType('resource')
      .filter(e => /\/clicks$/.test(e.name) && e.serverTiming.length)
      .at(-1);
    performance.clearResourceTimings();
    return entry && { own: entry.serverTiming.reduce((sum, s) => sum + s.duration, 0), http: entry.responseEnd - entry.startTime };
  };
  const { viewports, current } = window.deepgrow;
  window.deepgrow.addEventListener('painted', async () => {
    const begin = pressed;
    const all = viewports.showing(window.deepgrow.current.session.seriesUid).map(id => viewports.viewport(id).element);
    await Promise.race([
      Promise.all(all.map(element => new Promise(done => element.addEventListener(IMAGE_RENDERED, done, { once: true })))),
      new Promise(done => setTimeout(done, 5000)),
    ]);
    probe.clicks.push({ painted: performance.now() - begin, ...server() });
  });

  const { labelmap } = current;
  const paint = labelmap.paint.bind(labelmap);
  labelmap.paint = (...a) => {
    const begin = performance.now();
    paint(...a);
    probe.paints.push(performance.now() - begin);
  };
  new PerformanceObserver(list => {
    for (const frame of list.getEntries()) {
      for (const script of frame.scripts.filter(s => /deepgrow-extension/.test(s.sourceURL) && s.duration > 50)) {
        probe.blocking.push({ ms: script.duration, at: `${script.sourceURL.split('/').at(-1)} ${script.sourceFunctionName}` });
      }
    }
  }).observe({ type: 'long-animation-frame' });
}
