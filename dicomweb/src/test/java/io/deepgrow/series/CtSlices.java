package io.deepgrow.series;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Small generated CT series that tests spoil in one way or another. */
public final class CtSlices {

  /** Distance of the slices, mm. */
  public static final double STEP = 2.5;

  private CtSlices() {}

  /** So many axial slices of 9 × 7 pixels, every voxel another value, in rising order. */
  public static List<DicomFile> axial(int count) {
    return of(volume(count));
  }

  public static Volume volume(int count) {
    VolumeGeometry grid =
        new VolumeGeometry(
            new GridSize(9, 7, count),
            new Spacing(0.75, 0.5, STEP),
            new PatientPoint(-100.25, 31, -512.5),
            Direction.ofRowAndColumn(new Vector3(1, 0, 0), new Vector3(0, 1, 0)));
    short[] voxels = new short[grid.size().arrayLength()];
    for (int v = 0; v < voxels.length; v++) {
      voxels[v] = (short) (v * 7 % 4000 - 1024);
    }
    return Volume.of(grid, voxels);
  }

  static List<DicomFile> of(Volume volume) {
    return new ArrayList<>(
        new CtWriter(UidSource.derived(new UUID(1, 2)), Instant.EPOCH, PatientModule.PHANTOM)
            .write(volume));
  }

  static LoadedSeries load(List<DicomFile> files) {
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    files.forEach(loader::add);
    return loader.finish();
  }
}
