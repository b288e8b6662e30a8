package io.deepgrow.series;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.Uids;
import io.deepgrow.dicom.pixel.ImagePixelModule;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.volume.file.MemoryRoom;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns the objects of a series into a volume. {@link #add} decodes at once and may be called by
 * many threads; order does not matter. {@link #finish} sorts along the normal, checks and stacks.
 */
public final class SeriesLoader {

  private static final List<String> NO_IMAGES =
      List.of("SEG", "SR", "PR", "KO", "RTSTRUCT", "RTDOSE", "RTPLAN", "DOC");

  private final PixelDecoders decoders;
  private final Modalities modalities;
  private final MemoryRoom room;
  private final List<DecodedSlice> slices = new ArrayList<>();
  private final SeriesWarnings found = new SeriesWarnings();
  private DicomObject common = new DicomObject();

  /** For CT alone. */
  public SeriesLoader(PixelDecoders decoders) {
    this(decoders, Modalities.CT);
  }

  /** For other modalities too, where somebody has said so. */
  public SeriesLoader(PixelDecoders decoders, Modalities modalities) {
    this(decoders, modalities, MemoryRoom.UNLIMITED);
  }

  /** Asks for the memory of each object's slices before it decodes them. */
  public SeriesLoader(PixelDecoders decoders, Modalities modalities, MemoryRoom room) {
    this.decoders = decoders;
    this.modalities = modalities;
    this.room = room;
  }

  /**
   * Decodes an object and retains its slices.
   *
   * @return false for localizers and what is no image: counted and left out
   * @throws SeriesException or {@link DicomException} naming the instance, when it can't be used
   */
  public boolean add(DicomFile file) {
    String uid = file.dataSet().string(Tag.SOP_INSTANCE_UID).filter(Uids::isValid).orElse("");
    String where = uid.isEmpty() ? "An instance without UID: " : "Instance " + uid + ": ";
    try {
      return addNamed(file);
    } catch (SeriesException e) {
      throw new SeriesException(e.code(), where + e.getMessage());
    } catch (DicomException e) {
      throw new DicomException(e.code(), where + e.getMessage(), e);
    }
  }

  private boolean addNamed(DicomFile file) {
    DicomObject object = file.dataSet();
    if (!isImage(object, file.pixelData().isEmpty())) {
      synchronized (this) {
        found.notImage();
      }
      return false;
    }
    if (file.pixelData().isEmpty()) {
      throw new DicomException(
          "dicom.no_pixels",
          "the image has no pixel data; its file may be cut off: have it sent again");
    }
    if (isLocalizer(object)) {
      synchronized (this) {
        found.localizer();
      }
      return false;
    }
    modalities.require(object);
    ImagePixelModule image = ImagePixelModule.of(object);
    checkPixels(object, image);
    StoredValues values = new StoredValues(image, object);
    // once as slices and once in the volume
    room.take(2L * Short.BYTES * image.framePixels() * image.frames());
    List<DecodedSlice> decoded = new ArrayList<>();
    for (int frame = 0; frame < image.frames(); frame++) {
      SliceHeader header = SliceHeader.of(object, frame);
      short[] voxels = new short[image.framePixels()];
      byte[] cells = decoders.frame(file, image, frame);
      values.toHounsfield(cells, header.slope(), header.intercept(), voxels, 0);
      decoded.add(new DecodedSlice(header, image.columns(), image.rows(), voxels));
    }
    synchronized (this) {
      if (slices.isEmpty()) {
        common = object;
      }
      found.image(file, decoded);
      slices.addAll(decoded);
    }
    return true;
  }

  /** What has no pixels is an image all the same when its header describes one. */
  private static boolean isImage(DicomObject object, boolean withoutPixels) {
    boolean describesOne =
        object.contains(Tag.ROWS)
            || object.contains(Tag.IMAGE_POSITION_PATIENT)
            || object.contains(Tag.IMAGE_TYPE)
            || Modalities.CT.names().contains(Modalities.of(object));
    return !NO_IMAGES.contains(object.string(Tag.MODALITY).orElse(""))
        && (!withoutPixels || describesOne);
  }

  private static boolean isLocalizer(DicomObject object) {
    List<String> type = object.strings(Tag.IMAGE_TYPE);
    boolean secondary =
        type.size() > 1 && type.get(0).equals("DERIVED") && type.get(1).equals("SECONDARY");
    boolean unplaced = !object.contains(Tag.IMAGE_POSITION_PATIENT);
    boolean multiFrame = object.contains(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    return (type.size() > 2 && type.get(2).equals("LOCALIZER"))
        || (secondary && unplaced && !multiFrame);
  }

  private static void checkPixels(DicomObject object, ImagePixelModule image) {
    if (image.samplesPerPixel() != 1
        || (image.bitsAllocated() != 8 && image.bitsAllocated() != 16)) {
      throw new SeriesException(
          "series.not_grayscale",
          image.samplesPerPixel()
              + " samples of "
              + image.bitsAllocated()
              + " bits a pixel; one of 8 or 16 is needed");
    }
    if (object.string(Tag.PHOTOMETRIC_INTERPRETATION).orElse("").equals("MONOCHROME1")) {
      throw new SeriesException(
          "series.monochrome1", "The pixels are inverted (MONOCHROME1); this is not a CT");
    }
    if (!object.items(Tag.MODALITY_LUT_SEQUENCE).isEmpty()) {
      throw new SeriesException(
          "series.modality_lut", "Values go through a Modality LUT; only rescaling is supported");
    }
  }

  /** Number of slices so far. */
  public synchronized int slices() {
    return slices.size();
  }

  /**
   * The volume.
   *
   * @throws SeriesException with the code of the defect
   */
  public synchronized LoadedSeries finish() {
    if (slices.isEmpty()) {
      throw nothing();
    }
    checkMatrix();
    SliceStack stack = SliceStack.of(slices);
    List<String> warnings = new ArrayList<>(found.sentences());
    warnings.addAll(stack.warnings());
    List<DecodedSlice> sorted = stack.slices();
    VolumeGeometry geometry = geometry(stack);
    short[] voxels = new short[geometry.size().arrayLength()];
    List<SourceSlice> sources = new ArrayList<>();
    int at = 0;
    for (DecodedSlice slice : sorted) {
      int length = slice.voxels().length;
      slice.moveTo(voxels, at);
      at += length;
      sources.add(slice.header().source());
    }
    slices.clear();
    return new LoadedSeries(Volume.of(geometry, voxels), sources, common, warnings);
  }

  private SeriesException nothing() {
    if (found.localizers() > 0) {
      return new SeriesException("series.localizer_only", "The series holds localizers only");
    }
    return found.notImages() > 0
        ? new SeriesException(
            "series.not_image", "The series holds no images; name the CT it belongs to")
        : new SeriesException("series.empty", "The series holds no instances");
  }

  private void checkMatrix() {
    DecodedSlice first = slices.get(0);
    for (DecodedSlice slice : slices) {
      if (slice.columns() != first.columns() || slice.rows() != first.rows()) {
        throw new SeriesException(
            "series.mixed_matrix",
            String.format(
                Locale.ROOT,
                "Slices of %d×%d and, in instance %s, %d×%d pixels do not stack",
                first.columns(),
                first.rows(),
                slice.header().uid(),
                slice.columns(),
                slice.rows()));
      }
    }
  }

  private static VolumeGeometry geometry(SliceStack stack) {
    DecodedSlice first = stack.slices().get(0);
    SliceHeader header = first.header();
    return new VolumeGeometry(
        new GridSize(first.columns(), first.rows(), stack.slices().size()),
        new Spacing(header.columnSpacing(), header.rowSpacing(), stack.step()),
        header.position(),
        Direction.ofRowAndColumn(header.row(), header.column()));
  }
}
