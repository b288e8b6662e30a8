// Segmentations that lie in the PACS already: found in the study, and taken over as a start.
import { BitMask } from './bits.js';

/** The stored SEGs of a series, newest last. */
export function storedFor(displaySetService, set) {
  return displaySetService
    .getActiveDisplaySets()
    .filter(seg => seg.Modality === 'SEG' && seg.SOPInstanceUID && seg.referencedDisplaySetInstanceUID === set.displaySetInstanceUID);
}

/** The masks of a loaded segmentation by segment number, on the grid of the session. */
export function masksOf({ cornerstone, cornerstoneTools }, segmentationId, geometry) {
  const data = cornerstoneTools.segmentation.state.getSegmentation(segmentationId).representationData.Labelmap;
  const plane = geometry.size.i * geometry.size.j;
  const masks = new Map();
  for (const imageId of data.imageIds) {
    const image = cornerstone.cache.getImage(imageId);
    const { imagePositionPatient } = cornerstone.metaData.get('imagePlaneModule', image.referencedImageId);
    const from = Math.round(geometry.toIndex(imagePositionPatient).k) * plane;
    image.voxelManager.getScalarData().forEach((number, at) => {
      if (number) {
        if (!masks.has(number)) {
          masks.set(number, new BitMask(geometry.size));
        }
        masks.get(number).set(from + at, true);
      }
    });
  }
  return masks;
}

/** Takes the segments of a stored SEG over into a session; clicks then correct them. */
export async function continueFrom(viewer, session, seg, structures) {
  await seg.load({ headers: viewer.services.userAuthenticationService?.getAuthorizationHeader?.() ?? {} });
  const id = seg.displaySetInstanceUID;
  const described = viewer.services.segmentationService.getSegmentation(id).segments;
  for (const [number, mask] of masksOf(viewer, id, session.geometry)) {
    const label = described[number]?.label ?? `Segment ${number}`;
    const known = structures.find(s => s.label === label);
    const segment = await session.addSegment(known?.id ?? 'unknown_structure');
    // as it was stored, wherever other segments lie by now
    await session.changeSegment(segment, { keepsOthers: false, ...(known ? {} : { label }) });
    await session.putMask(segment, mask);
  }
}
