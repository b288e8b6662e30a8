package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepgrow.volume.grid.Spacing;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DescriptorJsonTest {

  private final String json = text(Descriptors.zoom());

  @Test
  void writesWhatItReads() {
    assertThat(read(json)).isEqualTo(Descriptors.zoom());
  }

  @Test
  void writesTheNamesThatTheFileFormatPromises() {
    assertThat(json)
        .contains("\"channels\" : [ \"image\", \"positive\", \"negative\" ]")
        .contains("\"kind\" : \"ZOOM\"")
        .contains("\"startMm\" : 96.0")
        .contains("\"combine\" : \"MAX\"")
        .contains("\"borderFraction\" : 0.01")
        .contains("\"gridSize\" : {");
  }

  @Test
  void keepsAWindowWithItsSpacing() {
    ModelDescriptor window =
        Descriptors.with(
            new CropSettings.Window(new Spacing(1, 1, 3), 20, CropSettings.Fill.STRETCH),
            Descriptors.zoom().sha256());
    assertThat(text(window)).contains("\"kind\" : \"WINDOW\"").contains("\"STRETCH\"");
    assertThat(read(text(window))).isEqualTo(window);
  }

  @Test
  void keepsAnIntensityWithoutClip() {
    String unclipped = json.replace("\"clipLow\" : -3.0", "\"clipLow\" : \"-Infinity\"");
    assertThat(read(unclipped).intensity().clipLow()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(text(read(unclipped))).isEqualTo(unclipped);
  }

  @Test
  void readsADescriptorWithoutATrainingRecord() {
    String without = json.substring(0, json.indexOf(",\n  \"training\" :")) + "}";
    assertThat(read(without).training()).isEqualTo(TrainingRecord.unknown());
  }

  @Test
  void namesAnUnknownField() {
    refuses(
        json.replace("\"spread\"", "\"sprade\" : 1, \"spread\""),
        "unknown field \"crop.sprade\"",
        "spread");
    refuses(json.replace("\"title\"", "\"tile\" : 1, \"title\""), "unknown field \"tile\"");
  }

  @Test
  void namesAnUnknownCropKind() {
    refuses(json.replace("\"ZOOM\"", "\"SPIRAL\""), "crop", "SPIRAL", "WINDOW");
  }

  @Test
  void namesAMissingNumber() {
    refuses(json.replace("\"startMm\" : 96.0,", ""), "crop.startMm: is missing");
  }

  @Test
  void namesAMissingText() {
    refuses(json.replace("\"licence\" : \"Apache-2.0\",", ""), "licence is missing");
  }

  @Test
  void namesAMissingPart() {
    refuses(json.replace("\"orientation\" : \"ANY\",", ""), "orientation is missing");
  }

  @Test
  void namesABadValueInAPart() {
    refuses(json.replace("\"divisor\" : 200.0", "\"divisor\" : 0.0"), "intensity.divisor");
    refuses(json.replace("\"i\" : 96", "\"i\" : 96.5"), "gridSize.i");
    refuses(json.replace("\"i\" : 96", "\"i\" : 0"), "gridSize");
    refuses(json.replace("\"positive\"", "\"positiv\""), "channels.[1]");
  }

  @Test
  void refusesAFieldGivenTwice() {
    refuses(json.replace("\"version\"", "\"id\""), "id");
  }

  @Test
  void refusesWhatIsNotJson() {
    refuses("model: compact", "not JSON");
    refuses("", "");
    refuses("null", "");
    refuses(json + "{}", "");
  }

  @Test
  void refusesAHugeFileUnread() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> DescriptorJson.read(new byte[DescriptorJson.MAX_BYTES + 1]))
        .withMessageContaining("1048577 bytes");
  }

  private static void refuses(String text, String... parts) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> read(text))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ModelErrorCode.DESCRIPTOR_INVALID))
        .satisfies(e -> assertThat(e).hasMessageContainingAll(parts));
  }

  private static ModelDescriptor read(String text) {
    return DescriptorJson.read(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ModelDescriptor descriptor) {
    return new String(DescriptorJson.write(descriptor), StandardCharsets.UTF_8);
  }
}
