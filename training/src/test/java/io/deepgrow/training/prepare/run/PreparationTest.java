package io.deepgrow.training.prepare.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.model.Orientation;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.layout.Layout;
import io.deepgrow.training.prepare.patch.CaseResult;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.LabelStatistics;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.patch.PatchStore;
import io.deepgrow.training.prepare.patch.PreparedDataset;
import io.deepgrow.training.prepare.patch.TargetSpacing;
import io.deepgrow.training.prepare.source.LabelFilter;
import io.deepgrow.training.prepare.source.Listing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

  @TempDir private Path temp;
  private Path input = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void lay() throws IOException {
    input = Samples.decathlon(temp.resolve("task"), 4);
    out = temp.resolve("out");
  }

  /** Pulls the plug after so many volumes. */
  private static final class Plug implements PrepareProgress {
    private final int after;
    private int done;

    Plug(int after) {
      this.after = after;
    }

    @Override
    public void started(int cases) {}

    @Override
    public void finished(CaseResult result) {
      if (++done == after) {
        throw new IllegalStateException("killed");
      }
    }
  }

  /** Remembers which volumes an earlier run had finished. */
  private static final class Kept implements PrepareProgress {
    private final List<String> kept = new ArrayList<>();

    @Override
    public void started(int cases) {}

    @Override
    public void finished(CaseResult result) {
      if (result.kept()) {
        kept.add(result.caseId());
      }
    }
  }

  @Test
  void writesOnePatchAVolumeAndLabel() throws IOException {
    DatasetIndex index = Samples.prepare(Samples.settings(), input, out);

    List<PatchRecord> all = new ArrayList<>(index.training());
    all.addAll(index.validation());
    assertThat(all).hasSize(8).allSatisfy(r -> assertThat(out.resolve(r.image())).exists());
    assertThat(index.labels()).extracting(LabelStatistics::name).containsExactly("spleen", "liver");
    assertThat(index.labels().get(0).volumes()).isEqualTo(4);
    assertThat(index.labels().get(0).meanMillilitres())
        .isBetween(0.7 * 540 * 4.5 / 1000, 1.3 * 540 * 4.5 / 1000);
    assertThat(index.defects()).isEmpty();
    assertThat(index.warnings()).isEmpty();
  }

  @Test
  void keepsThePatchesOfAVolumeOnOneSide() throws IOException {
    DatasetIndex index = Samples.prepare(Samples.settings(), input, out);

    assertThat(index.training()).hasSize(6);
    assertThat(index.validation())
        .hasSize(2)
        .extracting(PatchRecord::group)
        .containsOnly(index.validation().get(0).group());
    assertThat(index.training())
        .extracting(PatchRecord::group)
        .doesNotContain(index.validation().get(0).group());
  }

  @Test
  void writesTheSameBytesEachTime() throws IOException {
    Samples.prepare(Samples.settings(), input, out);
    Samples.prepare(Samples.settings(), input, temp.resolve("again"));

    assertThat(Samples.digests(temp.resolve("again"))).isEqualTo(Samples.digests(out));
  }

  @Test
  void writesTheSameBytesWithSeveralJobs() throws IOException {
    Samples.prepare(Samples.settings(), input, out);
    PrepareSettings s = Samples.settings();
    PrepareSettings parallel =
        new PrepareSettings(s.cut(), s.labels(), 0, 0.9, 42, ErrorPolicy.SKIP, 3, false);
    Samples.prepare(parallel, input, temp.resolve("again"));

    assertThat(Samples.digests(temp.resolve("again"))).isEqualTo(Samples.digests(out));
  }

  @Test
  void goesOnAfterAKillAndEndsWithTheSameBytes() throws IOException {
    Samples.prepare(Samples.settings(), input, out);
    Path killed = temp.resolve("killed");
    Listing listing = Layout.AUTO.list(input, "training");
    assertThatThrownBy(() -> new Preparation(Samples.settings(), killed, new Plug(2)).run(listing))
        .hasMessage("killed");
    assertThat(killed.resolve("dataset.json")).doesNotExist();

    Kept kept = new Kept();
    new Preparation(Samples.settings(), killed, kept).run(listing);

    assertThat(kept.kept).containsExactly("case_0", "case_1");
    assertThat(Samples.digests(killed)).isEqualTo(Samples.digests(out));
  }

  @Test
  void keepsThePatchesOfAHalfFinishedVolume() throws IOException {
    Samples.prepare(Samples.settings(), input, out);
    Map<String, String> whole = Samples.digests(out);
    Files.delete(out.resolve("cases/case_1.json"));
    Files.delete(out.resolve("records/case_1-liver.json"));
    Path spleen = out.resolve("images/case_1-spleen.nii.gz");
    Object before = Files.readAttributes(spleen, "fileKey").get("fileKey");

    Samples.prepare(Samples.settings(), input, out);

    assertThat(Files.readAttributes(spleen, "fileKey").get("fileKey")).isEqualTo(before);
    assertThat(Samples.digests(out)).isEqualTo(whole);
  }

  @Test
  void makesADamagedPatchAnew() throws IOException {
    Samples.prepare(Samples.settings(), input, out);
    Map<String, String> whole = Samples.digests(out);
    Files.write(out.resolve("images/case_2-liver.nii.gz"), new byte[7]);

    Samples.prepare(Samples.settings(), input, out);

    assertThat(Samples.digests(out)).isEqualTo(whole);
  }

  @Test
  void makesPatchesAnewWhenTheirSourceChanged() throws IOException {
    Samples.prepare(Samples.settings(), input, out);
    Samples.write(Samples.shifted(Samples.image(), 500), input.resolve("imagesTr/case_3.nii.gz"));

    Kept kept = new Kept();
    new Preparation(Samples.settings(), out, kept).run(Layout.AUTO.list(input, "training"));

    assertThat(kept.kept).containsExactly("case_0", "case_1", "case_2");
  }

  @Test
  void makesPatchesAnewForOtherSettings() throws IOException {
    Samples.prepare(Samples.settings(), input, out);
    PrepareSettings other = Samples.settings().with(Samples.cut(TargetSpacing.NATIVE, 16, 2));

    Kept kept = new Kept();
    new Preparation(other, out, kept).run(Layout.AUTO.list(input, "training"));

    assertThat(kept.kept).isEmpty();
    assertThat(PreparedDataset.open(out).damaged()).isEmpty();
  }

  @Test
  void leavesNothingPartial() throws IOException {
    Samples.prepare(Samples.settings(), input, out);

    try (Stream<Path> walk = Files.walk(out)) {
      assertThat(walk.map(Path::toString)).noneMatch(name -> name.contains("partial"));
    }
  }

  @Test
  void writesNothingInADryRun() throws IOException {
    PrepareSettings s = Samples.settings();
    PrepareSettings dry =
        new PrepareSettings(s.cut(), s.labels(), 0, 0.9, 42, ErrorPolicy.SKIP, 1, true);

    DatasetIndex index = Samples.prepare(dry, input, out);

    assertThat(index.training()).hasSize(6);
    assertThat(out).doesNotExist();
  }

  @Test
  void takesTheFirstVolumesOnly() throws IOException {
    PrepareSettings s = Samples.settings();
    PrepareSettings two =
        new PrepareSettings(s.cut(), s.labels(), 2, 0.5, 1, ErrorPolicy.SKIP, 1, false);

    DatasetIndex index = Samples.prepare(two, input, out);

    assertThat(index.training()).hasSize(2);
    assertThat(index.validation()).hasSize(2);
  }

  @Test
  void takesTheLabelsThatAreWanted() throws IOException {
    for (String wanted : List.of("Liver", "2")) {
      DatasetIndex index =
          Samples.prepare(
              Samples.settings().with(new LabelFilter(List.of(wanted))),
              input,
              temp.resolve(wanted));

      assertThat(index.labels()).extracting(LabelStatistics::id).containsExactly("liver");
    }
  }

  @Test
  void tilesALabelThatIsLargerThanAPatch() throws IOException {
    CutSettings cut = new CutSettings(new TargetSpacing(1, 1, 2), 8, 0, true, Orientation.LPS);

    DatasetIndex index = Samples.prepare(Samples.settings().with(cut), input, out);

    List<PatchRecord> tiles =
        index.training().stream()
            .filter(r -> r.caseId().equals(index.training().get(0).caseId()))
            .filter(r -> r.labelId().equals("spleen"))
            .toList();
    assertThat(tiles).hasSize(4).allSatisfy(t -> assertThat(t.tiles()).isEqualTo(4));
    assertThat(tiles).allSatisfy(t -> assertThat(t.geometry().spacing()).isEqualTo(t.spacing()));
    assertThat(tiles).extracting(PatchRecord::id).doesNotHaveDuplicates();
  }

  @Test
  void refusesToWriteWhereAnotherRunDoes() throws IOException {
    try (FileChannel lock = new PatchStore(out).open()) {
      assertThat(lock.isOpen()).isTrue();
      assertThatThrownBy(() -> Samples.prepare(Samples.settings(), input, out))
          .isInstanceOf(PrepareException.class)
          .hasMessageContaining("Another run");
    }
  }
}
