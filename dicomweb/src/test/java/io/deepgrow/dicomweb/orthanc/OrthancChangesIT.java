package io.deepgrow.dicomweb.orthanc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.OrthancProcess;
import io.deepgrow.series.CtSlices;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrthancChangesIT {

  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

  @TempDir Path folder;

  @Test
  void aStudyIsReportedAsNewAndThenAsStable() throws Exception {
    assumeTrue(OrthancProcess.installed(), "Orthanc with its DICOMweb plugin is not installed");
    try (OrthancProcess orthanc = OrthancProcess.start(folder, "\"StableAge\": 1,")) {
      DicomWebConfig config = DicomWebConfig.of(orthanc.base());
      OrthancChanges changes = new OrthancChanges(config);
      assertThat(changes.last()).isZero();
      DicomFile slice = CtSlices.axial(1).get(0);
      StudyUid study = new StudyUid(text(slice, Tag.STUDY_INSTANCE_UID));
      ByteArrayOutputStream part10 = new ByteArrayOutputStream();
      DicomWriter.write(slice, part10);
      new DicomWebClient(config)
          .store(
              study,
              new SeriesUid(text(slice, Tag.SERIES_INSTANCE_UID)),
              new SopInstanceUid(text(slice, Tag.SOP_INSTANCE_UID)),
              part10.toByteArray());

      List<OrthancChanges.Changed> seen = new ArrayList<>();
      long since = 0;
      long end = System.nanoTime() + PATIENCE;
      while (seen.size() < 2 && System.nanoTime() < end) {
        OrthancChanges.Page page = changes.since(since, 2);
        since = page.last();
        seen.addAll(page.studies());
      }

      assertThat(seen)
          .containsExactly(
              new OrthancChanges.Changed(study, false), new OrthancChanges.Changed(study, true));
      assertThat(changes.last()).as("other changes may follow").isGreaterThanOrEqualTo(since);
      assertThat(changes.since(since, 100).studies()).isEmpty();
    }
  }

  private static String text(DicomFile file, int tag) {
    return file.dataSet().string(tag).orElseThrow();
  }
}
