package io.deepgrow.training.prepare.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.example.Example;
import io.deepgrow.training.data.TrainingPatch;
import io.deepgrow.training.feed.PatchCrop;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.run.Samples;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedDatasetTest {

  @TempDir private Path temp;
  private Path out = Path.of("");

  @BeforeEach
  void prepare() throws IOException {
    out = temp.resolve("out");
    Samples.prepare(Samples.settings(), Samples.decathlon(temp.resolve("task"), 3), out);
  }

  @Test
  void givesImageAndMaskOfAPatchOnOneGrid() throws IOException {
    PreparedDataset dataset = PreparedDataset.open(out);
    for (PatchRecord record : dataset.training()) {
      Example example = dataset.load(record);

      assertThat(example.name()).isEqualTo(record.id());
      assertThat(example.volume().size()).isEqualTo(GridSize.cube(16));
      assertThat(example.volume().geometry()).isEqualTo(record.geometry());
      assertThat(example.mask().geometry()).isEqualTo(record.geometry());
      assertThat(example.mask().count()).isEqualTo(record.voxels());
    }
  }

  @Test
  void readsSeveralLabelsAFileAndWhereNobodyKnows() throws IOException {
    Path pairs = temp.resolve("pairs");
    Samples.write(Samples.image(), pairs.resolve("p1-image.nii.gz"));
    Volume labels = Samples.labels();
    Samples.paint(labels, VoxelBox.of(new VoxelIndex(4, 5, 9), new GridSize(10, 9, 2)), 255);
    Samples.write(labels, pairs.resolve("p1-labels.nii.gz"));

    DatasetIndex index = Samples.prepare(Samples.settings(), pairs, temp.resolve("pairs-out"));
    PreparedDataset dataset = PreparedDataset.open(temp.resolve("pairs-out"));

    assertThat(index.defects()).isEmpty();
    assertThat(dataset.training())
        .extracting(PatchRecord::id)
        .containsExactlyInAnyOrder("p1-label_1", "p1-label_2");
    for (PatchRecord record : dataset.training()) {
      Example example = dataset.load(record);
      assertThat(example.mask().count()).isEqualTo(record.voxels());
      assertThat(example.ignored().orElseThrow().and(example.mask()).isEmpty()).isTrue();
      assertThat(PatchCrop.around(example, 16).target().values())
          .contains(0, 1, TrainingPatch.IGNORED);
    }
    assertThat(dataset.damaged()).isEmpty();
  }

  @Test
  void writesPatchesThatOtherToolsPlaceInThePatient() throws IOException {
    PatchRecord record = PreparedDataset.open(out).training().get(0);

    assertThat(Nifti.read(out.resolve(record.image())).geometry().matches(record.geometry(), 1e-3))
        .isTrue();
  }

  @Test
  void knowsADatasetWhenItSeesOne() {
    assertThat(PreparedDataset.isIn(out)).isTrue();
    assertThat(PreparedDataset.isIn(temp.resolve("task"))).isFalse();
    assertThat(PreparedDataset.isIn(temp)).isFalse();
  }

  @Test
  void saysWhyAFolderIsNoDataset() throws IOException {
    assertThatThrownBy(() -> PreparedDataset.open(temp))
        .isInstanceOf(PrepareException.class)
        .hasMessageContaining("run it again");
    assertThatThrownBy(() -> PreparedDataset.open(temp.resolve("task")))
        .hasMessageContaining("deepgrow-dataset-1");
    Files.writeString(out.resolve("dataset.json"), "{\"format\":\"deepgrow-");
    assertThatThrownBy(() -> PreparedDataset.open(out)).hasMessageContaining("damaged");
  }

  @Test
  void readsAnIndexOfALaterVersionThatSaysMore() throws IOException {
    Path index = out.resolve("dataset.json");
    Files.writeString(index, Files.readString(index).replaceFirst("\\{", "{\"later\" : [ 1, 2 ],"));

    assertThat(PreparedDataset.open(out).training()).isNotEmpty();
  }

  @Test
  void namesDamagedFiles() throws IOException {
    PreparedDataset dataset = PreparedDataset.open(out);
    PatchRecord record = dataset.validation().get(0);
    assertThat(dataset.damaged()).isEmpty();
    Files.delete(out.resolve(record.image()));
    Files.write(out.resolve(record.label()), new byte[3]);

    assertThat(dataset.damaged()).containsExactly(record.image(), record.label());
  }

  @Test
  void refusesAPatchOfAnotherSize() throws IOException {
    PreparedDataset dataset = PreparedDataset.open(out);
    PatchRecord record = dataset.training().get(0);
    Samples.write(Samples.image(), out.resolve(record.image()));

    assertThatThrownBy(() -> dataset.load(record))
        .isInstanceOf(PrepareException.class)
        .hasMessageContaining("another size");
  }

  @Test
  void showsPatchesOnASheet() throws IOException {
    Path sheet = temp.resolve("sheet.png");

    ContactSheet.write(PreparedDataset.open(out), 4, sheet);

    var image = ImageIO.read(sheet.toFile());
    assertThat(image.getWidth()).isEqualTo(4 * 160);
    assertThat(image.getHeight()).isEqualTo(190);
    int green = 0;
    for (int x = 0; x < 160; x++) {
      for (int y = 0; y < 160; y++) {
        int rgb = image.getRGB(x, y);
        green += (rgb >> 8 & 0xFF) > (rgb >> 16 & 0xFF) + 30 ? 1 : 0;
      }
    }
    assertThat(green).isGreaterThan(500);
  }
}
