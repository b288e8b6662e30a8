package io.deepgrow.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.training.metrics.TrainingReport.Judged;
import io.deepgrow.training.metrics.TrainingReport.Learned;
import io.deepgrow.validation.HtmlReport.Picture;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainingReportTest {

  @Test
  void drawsTrainingAndValidationAndTheDiceAfterEachClick() {
    String html =
        TrainingReport.of(
            "Training of a <network>",
            List.of(new Learned(10, 0.9, 0.1), new Learned(20, 0.8, 0.3)),
            List.of(new Judged(10, 0.2, List.of(0.1, 0.3)), new Judged(20, 0.5, List.of(0.4, 0.6))),
            List.of(new Picture("Best: a \"patch\"", new byte[] {1, 2, 3})));

    assertThat(html)
        .startsWith("<!doctype html>")
        .contains("Training of a &lt;network>", "validation, last click", "Dice by clicks")
        .contains("data:image/png;base64,AQID", "Best: a &quot;patch&quot;", "0.600")
        .doesNotContain("http://", "https://", "<script")
        .endsWith("</html>\n");
    assertThat(html.split("<polyline", -1)).hasSize(1 + 3 + 3);
  }

  @Test
  void isAPageBeforeAnythingWasMeasured() {
    assertThat(TrainingReport.of("t", List.of(), List.of(), List.of()))
        .contains("Dice over the steps")
        .doesNotContain("Dice after each click", "NaN");
  }
}
