package io.deepgrow.seg;

import io.deepgrow.dicom.Tag;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SourceSlice;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.List;

/**
 * The planes of the source series in rising order along their normal, and the voxel grid they make:
 * where a SEG is written and read.
 */
public final class SourceGrid {

  private final VolumeGeometry geometry;
  private final List<SourceSlice> slices;
  private final String frameOfReferenceUid;

  private SourceGrid(
      VolumeGeometry geometry, List<SourceSlice> slices, String frameOfReferenceUid) {
    this.geometry = geometry;
    this.slices = slices;
    this.frameOfReferenceUid = frameOfReferenceUid;
  }

  /**
   * A grid and the slice behind each of its planes.
   *
   * @throws SegException {@code seg.grid_mismatch} when their number differs
   */
  public static SourceGrid of(VolumeGeometry geometry, List<SourceSlice> slices) {
    if (slices.size() != geometry.size().k()) {
      throw new SegException(
          "seg.grid_mismatch",
          slices.size() + " source slices for a grid of " + geometry.size().k() + " planes");
    }
    return new SourceGrid(geometry, List.copyOf(slices), "");
  }

  /** The grid of a series, whose Frame of Reference a SEG of it must have. */
  public static SourceGrid of(LoadedSeries series) {
    SourceGrid grid = of(series.volume().geometry(), series.slices());
    return new SourceGrid(
        grid.geometry,
        grid.slices,
        series.commonAttributes().string(Tag.FRAME_OF_REFERENCE_UID).orElse(""));
  }

  /** A grid whose slices are not known: enough to read by position, not to write. */
  public static SourceGrid ofPositions(VolumeGeometry geometry) {
    return new SourceGrid(geometry, List.of(), "");
  }

  public VolumeGeometry geometry() {
    return geometry;
  }

  /** In plane order; empty when only the geometry is known. */
  public List<SourceSlice> slices() {
    return slices;
  }

  /** Empty when it is not known. */
  public String frameOfReferenceUid() {
    return frameOfReferenceUid;
  }

  /** Unit vector of rising slice position: row × column. */
  public Vector3 normal() {
    return geometry.direction().i().cross(geometry.direction().j());
  }

  /** Distance of each plane from the grid's origin along the normal in mm, rising. */
  public double[] planes() {
    Vector3 normal = normal();
    double[] planes = new double[geometry.size().k()];
    for (int k = 0; k < planes.length; k++) {
      planes[k] = planeOrigin(k).minus(geometry.origin()).dot(normal);
    }
    return planes;
  }

  /** Centre of voxel (0, 0, k): as the slice itself says, or by the grid. */
  public PatientPoint planeOrigin(int k) {
    return slices.isEmpty()
        ? geometry.toPatient(new VoxelIndex(0, 0, k))
        : slices.get(k).position();
  }

  /** Median distance of neighbouring planes in mm; the grid's own where there is one plane. */
  public double medianStep() {
    double[] planes = planes();
    if (planes.length == 1) {
      return geometry.spacing().k();
    }
    double[] steps = new double[planes.length - 1];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = planes[k + 1] - planes[k];
    }
    Arrays.sort(steps);
    int half = steps.length / 2;
    return (steps.length & 1) != 0 ? steps[half] : (steps[half - 1] + steps[half]) / 2;
  }
}
