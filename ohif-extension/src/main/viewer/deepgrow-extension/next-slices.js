// From what is marked in the slice that is looked at on to the next ones.
import { deepest } from './deepest.js';

/** The slice k in view, in the active viewport if that looks along the slices. */
function sliceInView(session, viewports) {
  const id = viewports.activeId() ?? viewports.showing(session.seriesUid)[0];
  const k = Math.round(session.geometry.toIndex(viewports.viewport(id).getCamera().focalPoint).k);
  return Math.min(Math.max(k, 0), session.geometry.size.k - 1);
}

/** A click in the middle of what is marked in the slice in view, for the whole volume; whether anything is. */
export function onToNextSlices(session, viewports, structure) {
  const at = session?.active && deepest(session.active.mask, sliceInView(session, viewports));
  if (at) {
    session.click(session.geometry.toPatient(at), true, structure);
  }
  return Boolean(at);
}
