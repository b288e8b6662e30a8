// The viewer's labelmap of a series: one derived image a slice, shared by all its viewports.
import { unite } from './bits.js';
import { changedPixels } from './strokes.js';

const ID_PREFIX = 'deepgrow-';

/** Red, green, blue, alpha of a colour such as #9d6ca2. */
export const rgba = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16)).concat(255);

export class Labelmap {
  #described = new Set();

  constructor({ cornerstone, cornerstoneTools, services }, displaySet, geometry) {
    this.cornerstone = cornerstone;
    this.cornerstoneTools = cornerstoneTools;
    this.services = services;
    this.displaySet = displaySet;
    this.geometry = geometry;
    /** The images of the slices by k, once they are there; none where the viewer has none. */
    this.slices = [];
    this.id = ID_PREFIX + displaySet.displaySetInstanceUID;
    this.writing = false;
    /** Whether the viewer's own tools changed voxels since they were read. */
    this.unread = false;
  }

  get #type() {
    return this.cornerstoneTools.Enums.SegmentationRepresentations.Labelmap;
  }

  get #data() {
    return this.cornerstoneTools.segmentation.state.getSegmentation(this.id)?.representationData?.Labelmap;
  }

  /**
   * Makes the labelmap when it is not there, or when the viewer's own list deleted it, and shows it in viewports that lack it;
   * whether its images are new and empty.
   */
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
    const [imageId] = this.#data.imageIds;
    const fresh = imageId !== this.imageId;
    if (fresh) {
      this.imageId = imageId;
      this.slices = this.#slices();
    }
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
    return fresh;
  }

  /** Takes all segments out of the viewer's list and their voxels off the images. */
  empty(segments) {
    const box = segments.map(s => s.mask.boundingBox()).reduce(unite, null);
    box && this.slices.length && this.paint(box, [], null);
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
        this.#emptied(number);
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

  /** The viewer took a segment off the images itself: that is no stroke. */
  #emptied(number) {
    for (const { voxels, painted } of this.slices.filter(slice => slice?.painted)) {
      const pixels = voxels.getScalarData();
      for (let at = painted.indexOf(number); at >= 0; at = painted.indexOf(number, at + 1)) {
        painted[at] = pixels[at];
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
    if (
      this.services.segmentationService.getSegmentation(this.id)?.segments[number] &&
      segmentLocking.isSegmentIndexLocked(this.id, number) !== locked
    ) {
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
      { fillAlpha: opacity, fillAlphaInactive: opacity, renderFill: !outline, renderFillInactive: !outline, renderOutline: true },
    );
  }

  /** The labelmap image of each slice k of the geometry. */
  #slices() {
    const slices = new Array(this.geometry.size.k);
    for (const imageId of this.#data.imageIds) {
      const image = this.cornerstone.cache.getImage(imageId);
      const plane = this.cornerstone.metaData.get('imagePlaneModule', image.referencedImageId);
      const k = Math.round(this.geometry.toIndex(plane.imagePositionPatient).k);
      slices[k] = { imageId, voxels: image.voxelManager, painted: null };
    }
    return slices;
  }

  /**
   * Writes the segments' masks in a box; where several overlap a locked one is seen, else the active one. What was drawn there
   * and not read is read first.
   */
  paint(box, segments, active) {
    this.unread && this.#readSlices(box.start.k, box.end.k, segments);
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
      slice.painted ??= new Uint8Array(pixels.length);
      let changed = false;
      for (let j = box.start.j; j < box.end.j; j++) {
        for (let i = box.start.i; i < box.end.i; i++) {
          const at = j * columns + i;
          const flat = k * rows * columns + at;
          let value = 0;
          for (let n = 0; n < order.length && !value; n++) {
            value = order[n].shown.get(flat) * order[n].number;
          }
          changed ||= pixels[at] !== value;
          pixels[at] = slice.painted[at] = value;
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

  /** Reads what the viewer's own tools drew into the segments; locked ones stay. */
  read(segments) {
    this.#readSlices(0, this.geometry.size.k, segments);
    this.unread = false;
  }

  /** A voxel that another segment covers now keeps what it had; one that nothing covers any more is in none. */
  #readSlices(from, to, segments) {
    const { i, j } = this.geometry.size;
    const open = segments.filter(s => !s.locked);
    for (let k = from; k < to; k++) {
      const slice = this.slices[k];
      const pixels = slice?.voxels.getScalarData() ?? [];
      changedPixels(pixels, slice?.painted, (at, value) => {
        const flat = k * i * j + at;
        slice.painted ??= new Uint8Array(pixels.length);
        slice.painted[at] = value;
        for (const { number, shown, drawn } of open) {
          if (value === number || (value === 0 && shown.get(flat))) {
            drawn.set(flat, value === number);
          }
        }
      });
    }
  }

  /** What the viewer shows at a voxel: 0 or a segment's number. */
  value({ i, j, k }) {
    return this.slices[k].voxels.getScalarData()[j * this.geometry.size.i + i];
  }
}
