package io.deepgrow.app.compat.monailabel.label;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.StructureNames;
import io.deepgrow.app.result.NamedMask;
import io.deepgrow.app.upload.StagedFile;
import io.deepgrow.app.upload.UploadReader;
import io.deepgrow.app.upload.VolumeFormat;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.file.SegNrrd;
import io.deepgrow.volume.file.VolumeFileException;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the labels that clients save, in whichever file they come, onto the grid of their image.
 */
@ApplicationScoped
public class LabelReader {

  private static final int MAX_VALUE = 255;

  private final UploadReader reader;
  private final StructureNames structures;

  LabelReader(UploadReader reader, StructureNames structures) {
    this.reader = reader;
    this.structures = structures;
  }

  /**
   * The masks of a label file, one for each value that occurs.
   *
   * @param names by value, as the request gives them; those of the file itself come after
   * @throws ApiException {@code label.unusable} when the file does not fit the image
   */
  public List<NamedMask> read(StagedFile file, LoadedSeries image, Map<Integer, String> names) {
    VolumeGeometry grid = image.volume().geometry();
    try {
      VolumeFormat format = file.format().orElse(null);
      if (format == null) {
        return masks(RawLabels.read(file.path(), grid), names);
      }
      if (format == VolumeFormat.DICOM) {
        return seg(file.path(), image);
      }
      Map<Integer, String> all = new TreeMap<>();
      if (format == VolumeFormat.NRRD) {
        all.putAll(SegNrrd.names(file.path()));
      }
      all.putAll(names);
      return masks(fitting(reader.read(file.path(), format), grid), all);
    } catch (VolumeFileException e) {
      throw unusable(String.valueOf(e.getMessage()));
    } catch (DicomException | SegException e) {
      throw unusable(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The masks of a label that is kept here.
   *
   * @param file a segmentation that {@link LabelFiles} wrote
   */
  public List<NamedMask> kept(Path file, LoadedSeries image) {
    StagedFile kept = new StagedFile(file, file.toString(), Optional.of(VolumeFormat.NRRD), 0, "");
    return read(kept, image, Map.of());
  }

  private static Volume fitting(Volume labels, VolumeGeometry grid) {
    double reach = Math.min(grid.spacing().i(), Math.min(grid.spacing().j(), grid.spacing().k()));
    if (!labels.geometry().matches(grid, reach / 2)) {
      throw unusable(
          "The label lies on another grid than its image: " + labels.size() + ", " + grid.size());
    }
    return Volume.of(grid, labels.voxels());
  }

  private List<NamedMask> masks(Volume labels, Map<Integer, String> names) {
    List<NamedMask> masks = new ArrayList<>();
    for (int value : values(labels)) {
      String name = names.getOrDefault(value, "Segment " + value);
      masks.add(new NamedMask(structures.of(name), Mask.ofLabel(labels, value)));
    }
    return masks;
  }

  /** The values that occur, rising, without 0. */
  private static List<Integer> values(Volume labels) {
    boolean[] seen = new boolean[MAX_VALUE + 1];
    for (short voxel : labels.voxels()) {
      if (voxel < 0 || voxel > MAX_VALUE) {
        throw unusable("Label values run from 0 to " + MAX_VALUE + ", not to " + voxel);
      }
      seen[voxel] = true;
    }
    List<Integer> values = new ArrayList<>();
    for (int value = 1; value <= MAX_VALUE; value++) {
      if (seen[value]) {
        values.add(value);
      }
    }
    return values;
  }

  private List<NamedMask> seg(Path file, LoadedSeries image) throws IOException {
    return new SegReader(SegReadOptions.standard())
        .read(DicomReader.read(file, DicomLimits.standard()), grid(image)).segments().stream()
            .map(s -> new NamedMask(structures.of(s.label()), s.mask()))
            .toList();
  }

  static SourceGrid grid(LoadedSeries image) {
    return image.slices().isEmpty()
        ? SourceGrid.ofPositions(image.volume().geometry())
        : SourceGrid.of(image);
  }

  private static ApiException unusable(String why) {
    return new ApiException(ErrorCode.LABEL_UNUSABLE, why);
  }
}
