package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepgrow.model.ModelRegistry.Refusal;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRegistryTest {

  private static final OnnxOptions OPTIONS = OnnxOptions.cpu().withThreads(1, false);

  @TempDir Path folder;

  @Test
  void findsTheModelsOfAFolder() throws IOException {
    put("b", Graphs.tiny());
    put("a", Graphs.tiny());
    ModelRegistry registry = registry();
    assertThat(registry.models()).extracting(ModelDescriptor::id).containsExactly("a", "b");
    assertThat(registry.find("a")).isPresent();
    assertThat(registry.find("c")).isEmpty();
    assertThat(registry.refusals()).isEmpty();
  }

  @Test
  void opensAModel() throws IOException {
    put("a", Graphs.tiny());
    try (OnnxNetwork network = registry().open("a", OPTIONS)) {
      float[] logits = new float[512];
      network.run(new float[3 * 512], GridSize.cube(8), logits);
      assertThat(logits).doesNotContain(Float.NaN);
    }
  }

  @Test
  void namesTheModelsThereAreWhenAskedForAnother() throws IOException {
    put("a", Graphs.tiny());
    fails(ModelErrorCode.UNKNOWN_ID, registry(), "x", "Model x is unknown; there are [a]");
  }

  @Test
  void reportsABadModelAndKeepsTheOthers() throws IOException {
    put("good", Graphs.tiny());
    Files.write(put("tampered", Graphs.tiny()).resolve("model.onnx"), new byte[] {1});
    Files.delete(put("headless", Graphs.tiny()).resolve("model.json"));
    Files.delete(put("bodiless", Graphs.tiny()).resolve("model.onnx"));
    Files.writeString(put("scribbled", Graphs.tiny()).resolve("model.json"), "{}");
    Files.move(put("old-name", Graphs.tiny()), folder.resolve("new-name"));

    ModelRegistry registry = registry();
    assertThat(registry.models()).extracting(ModelDescriptor::id).containsExactly("good");
    assertThat(registry.refusals())
        .extracting(Refusal::id, Refusal::code)
        .containsExactly(
            refusal("bodiless", ModelErrorCode.FILE_UNREADABLE),
            refusal("headless", ModelErrorCode.FILE_UNREADABLE),
            refusal("new-name", ModelErrorCode.DESCRIPTOR_INVALID),
            refusal("scribbled", ModelErrorCode.DESCRIPTOR_INVALID),
            refusal("tampered", ModelErrorCode.CHECKSUM_MISMATCH));
    fails(ModelErrorCode.CHECKSUM_MISMATCH, registry, "tampered", "sha256");
    fails(ModelErrorCode.FILE_UNREADABLE, registry, "bodiless", "model.onnx is missing");
  }

  @Test
  void refusesTheSecondModelOfAnId() throws IOException {
    put("a", Graphs.tiny());
    List<ModelSource> sources = FolderModels.in(folder);
    ModelRegistry registry = ModelRegistry.of(List.of(sources.get(0), sources.get(0)));
    assertThat(registry.models()).hasSize(1);
    assertThat(registry.refusals())
        .singleElement()
        .satisfies(r -> assertThat(r.code()).isEqualTo(ModelErrorCode.DUPLICATE_ID));
  }

  @Test
  void verifiesTheFileAgainWhenItIsOpened() throws IOException {
    Path model = put("a", Graphs.tiny());
    ModelRegistry registry = registry();
    Files.write(model.resolve("model.onnx"), Graphs.compact(4));
    fails(ModelErrorCode.CHECKSUM_MISMATCH, registry, "a", "sha256");
    Files.delete(model.resolve("model.onnx"));
    fails(ModelErrorCode.FILE_UNREADABLE, registry, "a", "model.onnx");
  }

  @Test
  void passesOverFilesAndHiddenFolders() throws IOException {
    put("a", Graphs.tiny());
    Files.writeString(folder.resolve("README"), "models");
    Files.createDirectory(folder.resolve("..data"));
    assertThat(registry().models()).hasSize(1);
    assertThat(registry().refusals()).isEmpty();
  }

  @Test
  void refusesMoreModelsThanItsBound() throws IOException {
    for (int n = 0; n <= FolderModels.MAX_MODELS; n++) {
      Files.createDirectory(folder.resolve("m" + n));
    }
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(this::registry)
        .withMessageContaining("more than 256");
  }

  @Test
  void saysThatTheFolderIsMissing() {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> ModelRegistry.withFolder(folder.resolve("none")))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ModelErrorCode.FILE_UNREADABLE))
        .withMessageContaining("none");
  }

  @Test
  void bundlesNoBadModel() {
    assertThat(ModelRegistry.bundled().refusals()).isEmpty();
  }

  @Test
  void listsBundledModelsBeforeThoseOfTheFolder() throws IOException {
    put("zzz", Graphs.tiny());
    List<ModelDescriptor> models = ModelRegistry.withFolder(folder).models();
    assertThat(models.get(models.size() - 1).id()).isEqualTo("zzz");
    assertThat(models).hasSize(ModelRegistry.bundled().models().size() + 1);
  }

  private ModelRegistry registry() {
    return ModelRegistry.of(FolderModels.in(folder));
  }

  private Path put(String id, byte[] graph) throws IOException {
    Path model = Files.createDirectory(folder.resolve(id));
    Files.write(model.resolve("model.onnx"), graph);
    Files.write(model.resolve("model.json"), DescriptorJson.write(Descriptors.tiny(id, graph)));
    return model;
  }

  private static Tuple refusal(String id, ModelErrorCode code) {
    return Tuple.tuple(id, code);
  }

  private static void fails(
      ModelErrorCode code, ModelRegistry registry, String id, String message) {
    assertThatExceptionOfType(ModelException.class)
        .isThrownBy(() -> registry.open(id, OPTIONS))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .withMessageContaining(message);
  }
}
