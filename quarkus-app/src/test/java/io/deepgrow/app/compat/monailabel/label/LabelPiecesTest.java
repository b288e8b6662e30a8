package io.deepgrow.app.compat.monailabel.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.StructureNames;
import io.deepgrow.app.compat.monailabel.datastore.DatastoreImage;
import io.deepgrow.app.compat.monailabel.datastore.Strategy;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bare labels, their names, and which image comes next. */
class LabelPiecesTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(3, 2, 2), new Spacing(1, 1, 1));

  private final ObjectMapper json = new ObjectMapper();

  @TempDir private Path folder;

  private short[] read(byte[] bytes) throws IOException {
    return RawLabels.read(Files.write(folder.resolve("label.bin"), bytes), GRID).voxels();
  }

  @Test
  void oneByteAndTwoByteLabelsAreTheSame() throws IOException {
    byte[] small = new byte[12];
    byte[] wide = new byte[24];
    for (int v = 0; v < 12; v++) {
      small[v] = (byte) (v * 20);
      wide[2 * v] = (byte) (v * 20);
    }
    assertThat(read(small)).isEqualTo(read(wide));
    assertThat(read(small)[11]).isEqualTo((short) 220);
    wide[1] = 1;
    assertThat(read(wide)[0]).isEqualTo((short) 256);
  }

  @Test
  void anyOtherLengthIsRefused() {
    for (int length : List.of(0, 11, 13, 36)) {
      assertThatThrownBy(() -> read(new byte[length]))
          .isInstanceOfSatisfying(
              ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LABEL_UNUSABLE));
    }
  }

  @Test
  void namesComeFromSlicersAndFromOhifsLabelInfo() throws IOException {
    assertThat(LabelInfo.names(json.readTree("{\"label_info\":[{\"name\":\"lesion\",\"idx\":4}]}")))
        .isEqualTo(Map.of(4, "lesion"));
    assertThat(
            LabelInfo.names(
                json.readTree(
                    "{\"label_info\":[{\"id\":\"0+1\",\"segmentIndex\":2,\"name\":\"liver\"}]}")))
        .isEqualTo(Map.of(2, "liver"));
    assertThat(
            LabelInfo.names(
                json.readTree("{\"label_info\":[{\"name\":\"a\"},{\"x\":1},{\"name\":\"b\"}]}")))
        .isEqualTo(Map.of(1, "a", 3, "b"));
    assertThat(LabelInfo.names(json.readTree("{\"label_info\":7}"))).isEmpty();
  }

  @Test
  void keptInfoIsAlwaysAnObjectAndBounded() throws IOException {
    LabelInfo infos = new LabelInfo(json);
    assertThat(infos.read("[1]").isObject()).isTrue();
    assertThat(infos.read("{broken").isEmpty()).isTrue();
    assertThat(infos.read(infos.write(json.readTree("{\"a\":1}"))).path("a").asInt()).isEqualTo(1);
    String endless = "{\"a\":\"" + "x".repeat(200_000) + "\"}";
    assertThat(infos.write(json.readTree(endless))).isEqualTo("{}");
  }

  @Test
  void peoplesNamesOfStructuresFindTheirCodes() {
    StructureNames names = new StructureNames();
    assertThat(names.of("Left Kidney").id()).isEqualTo("left_kidney");
    assertThat(names.known(" SPLEEN ")).isEqualTo("spleen");
    assertThat(names.known("Raumforderung")).isEqualTo("unknown_structure");
    assertThat(names.of("Raumforderung").label()).isEqualTo("Raumforderung");
    assertThat(names.of("x".repeat(500)).label()).hasSize(64);
    assertThat(names.of("  ").label()).isNotBlank();
  }

  @Test
  void strategiesChooseAmongWhatTheyAreGiven() {
    List<DatastoreImage> images =
        List.of(
            new DatastoreImage("1.2", ".nii.gz", Map.of()),
            new DatastoreImage("1.3", ".nii.gz", Map.of()));
    assertThat(Strategy.FIRST.choose(images, new Random(1)).id()).isEqualTo("1.2");
    assertThat(images).contains(Strategy.RANDOM.choose(images, new Random(1)));
    assertThat(Strategy.of("first")).contains(Strategy.FIRST);
    assertThat(Strategy.of("soothsaying")).isEmpty();
  }
}
