package io.deepgrow.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BundledModelsTest {

  @Test
  void listsEachModelOfTheIndexWithBothFiles() throws IOException {
    for (ModelSource source : BundledModels.on(ModelRegistry.class)) {
      try (InputStream json = source.open("model.json");
          InputStream graph = source.open("model.onnx")) {
        assertThat(json.read()).isEqualTo('{');
        assertThat(graph.read()).isNotNegative();
      }
    }
  }

  @Test
  void namesAFileThatIsNotThere() {
    for (ModelSource source : BundledModels.on(ModelRegistry.class)) {
      assertThatExceptionOfType(FileNotFoundException.class)
          .isThrownBy(() -> source.open("model.txt").close())
          .withMessageContaining(source.id() + "/model.txt");
    }
  }

  @Test
  void findsNoneWhereThereIsNoIndex() {
    assertThat(BundledModels.on(String.class)).isEmpty();
  }
}
