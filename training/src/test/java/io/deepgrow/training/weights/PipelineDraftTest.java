package io.deepgrow.training.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.model.CropSettings;
import io.deepgrow.model.Orientation;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import org.junit.jupiter.api.Test;

class PipelineDraftTest {

  private static final PipelineDraft GRID_ONLY =
      new PipelineDraft(null, GridSize.cube(64), null, null, null, null, null, null, null);

  @Test
  void namesTheOptionOfEverythingThatIsMissing() {
    assertThat(PipelineDraft.empty().missing())
        .extracting(option -> option.substring(0, option.indexOf(' ')))
        .containsExactly(
            "--channels",
            "--grid",
            "--intensity",
            "--sigma",
            "--combine",
            "--spacing",
            "--orientation",
            "--activation");
    assertThat(GRID_ONLY.missing()).hasSize(7);
    assertThat(PipelineDraft.published().missing()).isEmpty();
  }

  @Test
  void keepsItsOwnAndFillsTheRest() {
    PipelineDraft filled = GRID_ONLY.or(PipelineDraft.published());
    assertThat(filled.grid()).isEqualTo(GridSize.cube(64));
    assertThat(filled.or(PipelineDraft.empty())).isEqualTo(filled);
    assertThat(filled.sigma()).isEqualTo(2.0);
  }

  @Test
  void knowsThePublishedPipeline() {
    PipelineDraft published = PipelineDraft.published();
    assertThat(published.grid()).isEqualTo(new GridSize(192, 192, 128));
    assertThat(published.orientation()).isEqualTo(Orientation.RAS);
    assertThat(published.intensity()).isNotNull();
    assertThat(published.intensity().scale(0)).isCloseTo(-0.536082f, within(1e-6f));
    assertThat(published.crop())
        .isEqualTo(new CropSettings.Window(new Spacing(1, 1, 3), 20, CropSettings.Fill.STRETCH));
  }
}
