package io.deepgrow.app.result;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.PatientModule;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A fake PACS with three studies of a bright block in fat, which the tests of a class play. */
public final class PlayedPacs implements QuarkusTestResourceLifecycleManager {

  /** The PACS of the running class. */
  public static volatile FakePacs pacs = FakePacs.of(List.of());

  /** All slices of one study. */
  public static List<DicomFile> study(int number) {
    VolumeGeometry grid = VolumeGeometry.axial(new GridSize(48, 48, 12), new Spacing(2, 2, 4));
    short[] voxels = new short[grid.size().arrayLength()];
    Arrays.fill(voxels, (short) -100);
    for (int k = 3; k < 9; k++) {
      for (int j = 14; j < 34; j++) {
        Arrays.fill(voxels, grid.size().flat(14, j, k), grid.size().flat(34, j, k), (short) 110);
      }
    }
    return new CtWriter(
            UidSource.derived(new UUID(9, number)),
            Instant.EPOCH,
            new PatientModule("Marker^" + number, "MARKER-" + number, "Marker study"))
        .write(Volume.of(grid, voxels));
  }

  @Override
  public Map<String, String> start() {
    List<DicomFile> all = new ArrayList<>(study(1));
    all.addAll(study(2));
    all.addAll(study(3));
    pacs = FakePacs.of(all);
    return Map.of("deepgrow.pacs.url", pacs.base().toString());
  }

  @Override
  public void stop() {
    pacs.close();
  }
}
