package io.deepgrow.training.prepare.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.run.Preparation;
import io.deepgrow.training.prepare.run.PrepareProgress;
import io.deepgrow.training.prepare.run.PrepareSettings;
import io.deepgrow.training.prepare.run.Samples;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacsLayoutTest {

  private static final VoxelBox BOX = VoxelBox.of(new VoxelIndex(4, 5, 3), new GridSize(10, 9, 6));

  private final List<DicomFile> slices = DicomSamples.series(Samples.image(), "P1", 1);
  private final DicomFile seg = DicomSamples.seg(slices, Map.of("spleen", BOX), 1);
  @TempDir private Path temp;

  private static DicomWebClient client(FakePacs pacs) {
    return new DicomWebClient(
        DicomWebConfig.of(pacs.base()).with(Duration.ofSeconds(5), 1, Duration.ofMillis(1)));
  }

  private Listing listing(DicomWebClient client) {
    return PacsLayout.list(client, List.of(new StudyUid(DicomSamples.studyUid(slices.get(0)))));
  }

  private List<DicomFile> all() {
    List<DicomFile> all = new ArrayList<>(slices);
    all.add(seg);
    return all;
  }

  @Test
  void givesTheSamePatchesAsTheFiles() throws IOException {
    DicomSamples.save(all(), temp.resolve("files"));
    DatasetIndex fromFiles =
        Samples.prepare(Samples.settings(), temp.resolve("files"), temp.resolve("a"));
    try (FakePacs pacs = new FakePacs(all())) {
      DatasetIndex fromPacs =
          new Preparation(Samples.settings(), temp.resolve("b"), PrepareProgress.none())
              .run(listing(client(pacs)));

      PatchRecord record = fromPacs.training().get(0);
      assertThat(record.imageSha256()).isEqualTo(fromFiles.training().get(0).imageSha256());
      assertThat(record.labelSha256()).isEqualTo(fromFiles.training().get(0).labelSha256());
      assertThat(record.source().image())
          .isEqualTo(
              "study/"
                  + DicomSamples.studyUid(seg)
                  + "/series/"
                  + DicomSamples.seriesUid(slices.get(0)));
      assertThat(record.source().imageDigest()).startsWith("uids:");
    }
  }

  @Test
  void asksForNoPixelsOfAVolumeThatIsDone() throws IOException {
    PrepareSettings settings = Samples.settings();
    try (FakePacs pacs = new FakePacs(all())) {
      Listing listing = listing(client(pacs));
      new Preparation(settings, temp, PrepareProgress.none()).run(listing);
      int before = pacs.authorizations().size();

      new Preparation(settings, temp, PrepareProgress.none()).run(listing);

      assertThat(pacs.authorizations()).hasSize(before);
    }
  }

  @Test
  void namesASeriesThatNobodySegmented() throws IOException {
    try (FakePacs pacs = new FakePacs(slices)) {
      assertThat(listing(client(pacs)).defects())
          .extracting(Finding::code)
          .containsExactly("case.no_label");
    }
  }

  @Test
  void failsWithTheClientWhenThePacsIsDown() throws IOException {
    DicomWebClient client;
    try (FakePacs pacs = new FakePacs(slices)) {
      client = client(pacs);
    }
    assertThatThrownBy(() -> listing(client)).isInstanceOf(DicomWebException.class);
  }

  @Test
  void makesADefectOfAPacsThatGoesDownOnTheWay() throws IOException {
    Listing listing;
    try (FakePacs pacs = new FakePacs(all())) {
      listing = listing(client(pacs));
    }
    Preparation preparation = new Preparation(Samples.settings(), temp, PrepareProgress.none());

    assertThatThrownBy(() -> preparation.run(listing))
        .isInstanceOf(PrepareException.class)
        .hasMessageContaining("dicomweb.unreachable");
  }
}
