// The viewer's labelmap of a series: one derived image a slice, shared by all its viewports.
import { unite } from './bits.js';
import { stroked } from './strokes.js';

const ID_PREFIX = 'deepgrow-';

/** Red, green, blue, alpha of a colour such as #9d6ca2. */
export const rgba = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)).concat(255);

export class Labelmap {
  #described = new Set();

  constructor({ cornerstone, cornerstoneTools, services }, displaySet, geometry) {
    Object.assign(this, { cornerstone, cornerstoneTools, services, displaySet, geometry });
    this.id = ID_PREFIX + displaySet.displaySetInstanceUID;
    this.writing = false;
  }

  get #type() {
    return this.cornerstoneTools.Enums.SegmentationRepresentations.Labelmap;
  }

  get #data() {
    return this.cornerstoneTools.segmentation.state.getSegmentation(this.id)?.representationData?.Labelmap;
  }

  /** Makes the labelmap when it is not there, and shows it in viewports that lack it. */
  async show(viewportIds, segments) {
    const { segmentationService } = this.services;
    if (!this.#data) {
      const entries = Object.fromEntries(segments.map(s => [s.number, { label: s.label, active: true }]));
      await segmentationService.createLabelmapForDisplaySet(this.displaySet, {
        segmentationId: this.id,
        label: 'Deepgrow',
        segments: entries,
      });
    }
    this.slices ??= this.#slices();
    for (const viewportId of viewportIds) {
      const shown = segmentationService.getSegmentationRepresentations(viewportId, { segmentationId: this.id });
      if (!shown.length) {
        await segmentationService.addSegmentationRepresentation(viewportId, {
          segmentationId: this.id,
          type: this.#type,
        });
      }
    }
    this.describe(viewportIds, segments);
  }

  /** Takes all segments out of the viewer's list and their voxels off the images. */
  empty(segments) {
    const box = segments.map(s => s.mask.boundingBox()).reduce(unite, null);
    box && this.slices && this.paint(box, [], null);
    this.describe([], []);
  }

  /** The segment that the viewer's brush and eraser work on. */
  activate({ number }) {
    if (this.cornerstoneTools.segmentation.segmentIndex.getActiveSegmentIndex(this.id) !== number) {
      this.services.segmentationService.setActiveSegment(this.id, number);
    }
  }

  /**
   * Gives the viewer the names, colours and visibility of the segments. What it knows already is not told again: each telling
   * makes it draw its panels anew, and look through the whole labelmap for it.
   */
  describe(viewportIds, segments) {
    const { segmentationService } = this.services;
    const known = segmentationService.getSegmentation(this.id)?.segments ?? {};
    for (const number of this.#described) {
      if (known[number] && !segments.some(s => s.number === number)) {
        this.#quietly(() => segmentationService.removeSegment(this.id, number, { skipRecordingHistory: true }));
      }
    }
    this.#described = new Set(segments.map(s => s.number));
    for (const { number, label, locked, middle } of segments) {
      if (!known[number]) {
        segmentationService.addSegment(this.id, { segmentIndex: number, label });
      } else if (known[number].label !== label) {
        segmentationService.setSegmentLabel(this.id, number, label);
      }
      this.#lock(number, locked);
      this.#middle(number, middle);
    }
    for (const viewportId of viewportIds) {
      for (const segment of segments) {
        this.#dress(viewportId, segment);
      }
    }
  }

  #dress(viewportId, { number, color, visible }) {
    const { segmentationService } = this.services;
    const { config } = this.cornerstoneTools.segmentation;
    const wanted = rgba(color);
    if (String(config.color.getSegmentIndexColor(viewportId, this.id, number)) !== String(wanted)) {
      segmentationService.setSegmentColor(viewportId, this.id, number, wanted);
    }
    if (config.visibility.getSegmentIndexVisibility(viewportId, { segmentationId: this.id, type: this.#type }, number) !== visible) {
      segmentationService.setSegmentVisibility(viewportId, this.id, number, visible, this.#type);
    }
  }

  /** Where the viewer's own list jumps to; by itself it finds out only while it computes statistics of its own. */
  #middle(number, world) {
    const known = this.cornerstoneTools.segmentation.state.getSegmentation(this.id)?.segments?.[number];
    if (known && world) {
      known.cachedStats = { ...known.cachedStats, center: { world } };
    }
  }

  /** Keeps the viewer's brush and eraser off a locked segment. */
  #lock(number, locked) {
    const { segmentLocking } = this.cornerstoneTools.segmentation;
    if (this.services.segmentationService.getSegmentation(this.id)?.segments[number] && segmentLocking.isSegmentIndexLocked(this.id, number) !== locked) {
      this.#quietly(() => segmentLocking.setSegmentIndexLocked(this.id, number, locked));
    }
  }

  /**
   * How masks look in all viewports.
   *
   * @param opacity of the fill, 0 to 1
   * @param outline only the edge, without fill
   */
  look({ opacity, outline }) {
    this.services.segmentationService.setStyle(
      { segmentationId: this.id, type: this.#type },
      { fillAlpha: opacity, fillAlphaInactive: opacity, renderFill: !outline, renderFillInactive: !outline, renderOutline: true }
    );
  }

  /** The labelmap image of each slice k of the geometry. */
  #slices() {
    const slices = new Array(this.geometry.size.k);
    for (const imageId of this.#data.imageIds) {
      const image = this.cornerstone.cache.getImage(imageId);
      const plane = this.cornerstone.metaData.get('imagePlaneModule', image.referencedImageId);
      const k = Math.round(this.geometry.toIndex(plane.imagePositionPatient).k);
      slices[k] = { imageId, voxels: image.voxelManager };
    }
    return slices;
  }

  /** Writes the segments' masks in a box; where several overlap a locked one is seen, else the active one. */
  paint(box, segments, active) {
    const rank = s => (s.locked ? 2 : s === active ? 1 : 0);
    const order = segments.toReversed().sort((a, b) => rank(b) - rank(a));
    const { i: columns, j: rows } = this.geometry.size;
    const touched = [];
    for (let k = box.start.k; k < box.end.k; k++) {
      const slice = this.slices[k];
      if (!slice) {
        continue;
      }
      const pixels = slice.voxels.getScalarData();
      let changed = false;
      for (let j = box.start.j; j < box.end.j; j++) {
        for (let i = box.start.i; i < box.end.i; i++) {
          const at = j * columns + i;
          const flat = k * rows * columns + at;
          let value = 0;
          for (let n = 0; n < order.length && !value; n++) {
            value = order[n].mask.get(flat) * order[n].number;
          }
          changed ||= pixels[at] !== value;
          pixels[at] = value;
        }
      }
      if (changed) {
        touched.push(slice.imageId);
      }
    }
    if (touched.length) {
      this.#modified(touched);
    }
  }

  #modified(imageIds) {
    const data = this.#data;
    const volumeId =
      data.volumeId ??
      Object.values(data.labelmaps ?? {})
        .map(l => l.volumeId ?? l.geometryVolumeId)
        .find(Boolean);
    const order = volumeId && this.cornerstone.cache.getVolume(volumeId)?.imageIds;
    const numbers = order ? imageIds.map(id => order.indexOf(id)).filter(n => n >= 0) : [];
    const { triggerSegmentationDataModified } = this.cornerstoneTools.segmentation.triggerSegmentationEvents;
    this.#quietly(() => triggerSegmentationDataModified(this.id, numbers));
  }

  /** Does what the viewer announces as a change of voxels though it is no stroke. */
  #quietly(work) {
    this.writing = true;
    try {
      work();
    } finally {
      this.writing = false;
    }
  }

  /** The unlocked segments whose voxels the viewer's own tools changed, with their new masks. */
  async edits(segments) {
    const all = [];
    for (const segment of segments.filter(s => !s.locked)) {
      const mask = await stroked(this.slices, segment, this.geometry.size);
      mask && all.push({ segment, mask });
    }
    return all;
  }

  /** What the viewer shows at a voxel: 0 or a segment's number. */
  value({ i, j, k }) {
    return this.slices[k].voxels.getScalarData()[j * this.geometry.size.i + i];
  }
}
