// The mouse pointer over the images tells what a press will do.

const SIZE = 24;

function pointer(positive) {
  const color = positive ? '%2350dc78' : '%23ff6e5a';
  const cross = `M12 2v6M12 16v6M2 12h6M16 12h6`;
  const sign = positive ? 'M17 19h6M20 16v6' : 'M17 19h6';
  const path = (d, stroke, width) => `<path d='${d}' stroke='${stroke}' stroke-width='${width}' fill='none'/>`;
  const both = d => path(d, 'black', 3) + path(d, color, 1.5);
  return `url("data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='${SIZE}' height='${SIZE}'>${both(cross)}${both(sign)}</svg>") 12 12, crosshair`;
}

const STYLE = [true, false]
  .map(
    positive =>
      `html[data-deepgrow="${positive ? 'in' : 'out'}"] .cornerstone-viewport-element { cursor: ${pointer(positive)} !important; }`,
  )
  .join('\n');

/** Shows the pointer of the sign; null gives the viewer its own back. */
export function showPointer(positive) {
  if (!document.getElementById('deepgrow-pointer')) {
    const style = document.createElement('style');
    style.id = 'deepgrow-pointer';
    style.textContent = STYLE;
    document.head.append(style);
  }
  if (positive === null) {
    delete document.documentElement.dataset.deepgrow;
  } else {
    document.documentElement.dataset.deepgrow = positive ? 'in' : 'out';
  }
}
