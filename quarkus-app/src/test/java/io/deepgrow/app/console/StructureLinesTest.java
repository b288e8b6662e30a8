package io.deepgrow.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.project.ProjectStructure;
import java.util.List;
import org.junit.jupiter.api.Test;

class StructureLinesTest {

  @Test
  void linesComeBackAsTheyWere() {
    List<ProjectStructure> structures =
        List.of(
            new ProjectStructure("spleen", "#c04d4d"), new ProjectStructure("liver", "#00ff00"));

    assertThat(StructureLines.of(StructureLines.text(structures))).isEqualTo(structures);
    assertThat(StructureLines.of("\r\n  spleen   #c04d4d \n\n")).hasSize(1);
    assertThat(StructureLines.of("")).isEmpty();
  }

  @Test
  void aLineWithoutAColourIsRefused() {
    assertThatThrownBy(() -> StructureLines.of("spleen")).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> StructureLines.of("left kidney #ffffff"))
        .isInstanceOf(ApiException.class);
  }
}
