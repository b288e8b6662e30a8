package io.deepgrow.training.prepare.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.Sha256;
import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.LabelStatistics;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.run.Samples;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.training.prepare.source.SourceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {

  @TempDir private Path temp;

  private Listing list() throws IOException {
    return Layout.AUTO.list(temp, "training");
  }

  private DatasetIndex prepared() throws IOException {
    return Samples.prepare(Samples.settings(), temp, temp.resolve("prepared"));
  }

  private void volume(String name) {
    boolean labels = name.contains("abel") || name.contains("mask");
    Samples.write(labels ? Samples.labels() : Samples.image(), temp.resolve(name));
  }

  @Test
  void readsADecathlonTask() throws IOException {
    Samples.decathlon(temp, 2);

    assertThat(list().layout()).contains("Decathlon");
    assertThat(list().cases()).extracting(SourceCase::id).containsExactly("case_0", "case_1");
    assertThat(prepared().labels())
        .extracting(LabelStatistics::name)
        .containsExactly("spleen", "liver");
  }

  @Test
  void saysWhereAPatchComesFrom() throws IOException {
    Samples.decathlon(temp, 1);

    PatchRecord record = prepared().training().get(0);

    assertThat(record.source().image()).isEqualTo("imagesTr/case_0.nii.gz");
    assertThat(record.source().labels()).containsExactly("labelsTr/case_0.nii.gz");
    assertThat(record.source().imageDigest())
        .isEqualTo("sha256:" + Sha256.of(temp.resolve("imagesTr/case_0.nii.gz")));
    assertThat(record.original().size()).isEqualTo(Samples.SIZE);
    assertThat(record.region()).isEqualTo(1);
    assertThat(record.imageSha256())
        .isEqualTo(Sha256.of(temp.resolve("prepared").resolve(record.image())));
  }

  @Test
  void readsAnNnUnetDatasetWithRegionsAndAnIgnoredLabel() throws IOException {
    volume("imagesTr/ct_7_0000.nii.gz");
    volume("imagesTr/ct_7_0001.nii.gz");
    volume("labelsTr/ct_7.nii.gz");
    volume("imagesTr/ct_8_0000.nii.gz");
    volume("imagesTr/ct_8_0001.nii.gz");
    Samples.write(
        "{\"channel_names\":{\"0\":\"PET\",\"1\":\"CT\"},\"file_ending\":\".nii.gz\","
            + "\"labels\":{\"background\":0,\"whole tumour\":[1,2],\"core\":1,\"ignore\":2},"
            + "\"numTraining\":1}",
        temp.resolve("dataset.json"));

    DatasetIndex index = prepared();

    assertThat(index.layout()).isEqualTo("nnU-Net v2");
    assertThat(index.training())
        .extracting(PatchRecord::labelId)
        .containsExactly("whole_tumour", "core");
    assertThat(index.training().get(0).millilitres())
        .isGreaterThan(1.1 * index.training().get(1).millilitres());
    assertThat(index.training().get(0).source().image()).isEqualTo("imagesTr/ct_7_0001.nii.gz");
    assertThat(index.defects()).extracting(Finding::code).containsExactly("case.no_label");
  }

  @Test
  void namesTheOrgansOfBtcv() throws IOException {
    volume("RawData/Training/img/img0001.nii.gz");
    volume("RawData/Training/label/label0001.nii.gz");
    volume("RawData/Training/img/img0002.nii.gz");

    DatasetIndex index = prepared();

    assertThat(BtcvLayout.labels()).hasSize(13);
    assertThat(index.layout()).isEqualTo("BTCV");
    assertThat(index.training())
        .extracting(PatchRecord::labelName)
        .containsExactly("spleen", "right kidney");
    assertThat(index.defects()).extracting(Finding::code).containsExactly("case.no_label");
  }

  @Test
  void readsPairs() throws IOException {
    volume("a-image.nii.gz");
    volume("a-mask.nii.gz");
    volume("deep/b.nii.gz");
    volume("deep/b-label.nii.gz");

    assertThat(list().layout()).isEqualTo("pairs");
    assertThat(list().cases()).extracting(SourceCase::id).containsExactly("a", "b");
    assertThat(prepared().labels())
        .extracting(LabelStatistics::name)
        .containsExactly("label 1", "label 2");
  }

  @Test
  void readsADatalistAndKeepsPatientsTogether() throws IOException {
    volume("x/one.nii.gz");
    volume("x/two.nii.gz");
    volume("y/labels.nii.gz");
    Path file = temp.resolve("list.json");
    Samples.write(
        "[{\"image\":\"x/one.nii.gz\",\"label\":\"y/labels.nii.gz\",\"patient\":\"p\"},"
            + "{\"image\":\"x/two.nii.gz\",\"label\":\"y/labels.nii.gz\",\"patient\":\"p\"},"
            + "{\"image\":\"x/two.nii.gz\"}]",
        file);

    Listing listing = Layout.AUTO.list(file, "training");

    assertThat(listing.layout()).isEqualTo("datalist");
    assertThat(listing.cases()).extracting(SourceCase::group).containsExactly("p", "p");
    assertThat(listing.defects()).extracting(Finding::code).containsExactly("case.no_label");
    DatasetIndex index = Samples.prepare(Samples.settings(), file, temp.resolve("prepared"));
    assertThat(index.training()).hasSize(4);
    assertThat(index.validation()).isEmpty();
  }

  @Test
  void takesAnotherListOfADatalist() throws IOException {
    volume("i.nii.gz");
    volume("label.nii.gz");
    Path file = temp.resolve("list.json");
    Samples.write("{\"validation\":[{\"image\":\"i.nii.gz\",\"label\":\"label.nii.gz\"}]}", file);

    assertThat(Layout.DATALIST.list(file, "validation").cases()).hasSize(1);
    assertThatThrownBy(() -> Layout.DATALIST.list(file, "training"))
        .isInstanceOf(PrepareException.class)
        .hasMessageContaining("'training'");
  }

  @Test
  void givesCasesOfTheSameFileNameNamesOfTheirOwn() throws IOException {
    Path file = temp.resolve("list.json");
    String entry = "{\"image\":\"%s/CT Scan.nii.gz\",\"label\":\"%s/l.nii.gz\"}";
    Samples.write(
        "[" + String.format(entry, "a", "a") + "," + String.format(entry, "b", "b") + "]", file);

    assertThat(Layout.AUTO.list(file, "training").cases())
        .extracting(SourceCase::id)
        .containsExactly("ct_scan", "ct_scan_2");
  }

  @Test
  void passesOverHiddenFilesOfCopies() throws IOException {
    volume("imagesTr/a_0000.nii.gz");
    volume("labelsTr/a.nii.gz");
    Files.write(temp.resolve("imagesTr/._a_0000.nii.gz"), new byte[9]);

    assertThat(list().cases()).hasSize(1);
    assertThat(list().defects()).isEmpty();
  }

  @Test
  void saysWhatAnInputLacks() throws IOException {
    assertThatThrownBy(() -> Layout.AUTO.list(temp.resolve("nowhere"), "training"))
        .hasMessageContaining("There is no");
    assertThatThrownBy(this::list).hasMessageContaining("neither");
    assertThatThrownBy(() -> Layout.NNUNET.list(temp, "training")).hasMessageContaining("imagesTr");
    assertThatThrownBy(() -> Layout.BTCV.list(temp, "training")).hasMessageContaining("img");
    Samples.write("{\"training\":[", temp.resolve("dataset.json"));
    assertThatThrownBy(() -> Layout.DECATHLON.list(temp, "training"))
        .isInstanceOf(PrepareException.class)
        .hasMessageContaining("no JSON");
  }

  @Test
  void refusesLabelsThatAreNoNumbers() throws IOException {
    Samples.write(
        "{\"training\":[],\"labels\":{\"one\":\"spleen\"}}", temp.resolve("dataset.json"));

    assertThatThrownBy(this::list)
        .isInstanceOf(PrepareException.class)
        .hasMessageContaining("'one'");
    assertThat(List.of(Layout.values())).hasSize(7);
  }
}
