// Small pictures for buttons, drawn in the colour of the text.

const SVG = 'http://www.w3.org/2000/svg';
const PATHS = {
  pen: 'M3 13l1-4 7-7 3 3-7 7zM9 4l3 3',
  eye: 'M1 8q7-9 14 0q-7 9-14 0zM8 6a2 2 0 1 0 0 4a2 2 0 1 0 0-4',
  closed: 'M1 8q7 7 14 0M3 11l-1 2M8 12v2M13 11l1 2',
  open: 'M3 7h10v7H3zM5 7V4a3 3 0 0 1 5.6-1.4',
  locked: 'M3 7h10v7H3zM5 7V5a3 3 0 0 1 6 0v2M8 10v2',
  bin: 'M2 4h12M6 4V2h4v2M4 4l1 10h6l1-10',
};

export function picture(name) {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [key, value] of Object.entries({ width: '16', height: '16', viewBox: '0 0 16 16', 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  const path = document.createElementNS(SVG, 'path');
  for (const [key, value] of Object.entries({ d: PATHS[name], fill: 'none', stroke: 'currentColor', 'stroke-width': '1.4' })) {
    path.setAttribute(key, value);
  }
  svg.append(path);
  return svg;
}
