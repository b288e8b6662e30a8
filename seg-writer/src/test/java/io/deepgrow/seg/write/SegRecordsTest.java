package io.deepgrow.seg.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deepgrow.seg.terminology.AlgorithmType;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.Tracking;
import org.junit.jupiter.api.Test;

class SegRecordsTest {

  @Test
  void needsANameAndVersionUnlessDrawnByHand() {
    assertThat(SegAlgorithm.manual().name()).isEmpty();
    assertThat(SegAlgorithm.semiautomatic("compact", "1").type())
        .isEqualTo(AlgorithmType.SEMIAUTOMATIC);
    assertThatIllegalArgumentException().isThrownBy(() -> SegAlgorithm.automatic("", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> SegAlgorithm.automatic("a\\b", "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SegAlgorithm.semiautomatic("compact", "v".repeat(65)));
    SegAlgorithm one = SegAlgorithm.semiautomatic("compact", "1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.withParameters("x".repeat(SegAlgorithm.MAX_PARAMETERS + 1)));
  }

  @Test
  void tracksAFindingByIdAndUidTogether() {
    assertThat(Tracking.none().isNone()).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> new Tracking("finding 1", ""));
    assertThatIllegalArgumentException().isThrownBy(() -> new Tracking("", "2.25.1"));
  }

  @Test
  void wantsEveryEquipmentAttribute() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Equipment("deepgrow-pacs", "deepgrow-pacs", " ", "0.1"))
        .withMessageContaining("serial number");
  }

  @Test
  void changesOneOptionAtATime() {
    SegOptions options =
        SegOptions.standard()
            .withEmptyFrames()
            .withMaxBytes(7)
            .withSeries(42, "Organs")
            .withContent("Abdomen", "Doe^Jane");

    assertThat(options).isEqualTo(new SegOptions(false, 7, 42, "Organs", "Abdomen", "Doe^Jane"));
    assertThat(SegOptions.standard().omitEmptyFrames()).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> options.withMaxBytes(0));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withSeries(1, "x".repeat(65)));
  }
}
