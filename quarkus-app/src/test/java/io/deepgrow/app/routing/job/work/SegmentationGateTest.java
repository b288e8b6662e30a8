package io.deepgrow.app.routing.job.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.job.JobOutputs.Agreement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SegmentationGateTest {

  private static final Assign RADIOLOGY = new Assign("radiology", null, List.of(), null, 5);

  private static SegmentationGate.Verdict verdict(
      double minimum, @Nullable Assign otherwise, Agreement... agreements) {
    return SegmentationGate.of(
        new Segment(null, List.of(), minimum, otherwise), List.of(agreements));
  }

  @Test
  void whatTheNetworkIsSureOfIsStored() {
    assertThat(verdict(0.8, RADIOLOGY, new Agreement("liver", 0.8), new Agreement("aorta", 1)))
        .isEqualTo(new SegmentationGate.Verdict.Store());
  }

  @Test
  void oneStructureBelowGivesAllOfThemToAPersonAndSaysWhy() {
    assertThat(verdict(0.8, RADIOLOGY, new Agreement("liver", 0.95), new Agreement("aorta", 0.413)))
        .isEqualTo(
            new SegmentationGate.Verdict.Give(
                RADIOLOGY, "The network is not sure of aorta 0.41; at least 0.80 is asked for"));
  }

  @Test
  void withNobodyNamedItIsRefused() {
    assertThat(verdict(0.8, null, new Agreement("liver", 0.1), new Agreement("aorta", 0.2)))
        .isEqualTo(
            new SegmentationGate.Verdict.Refuse(
                "The network is not sure of liver 0.10, aorta 0.20; at least 0.80 is asked for"));
  }

  @Test
  void nothingIsSureThatIsNoNumberAndAnythingIsEnoughForAMinimumOfNothing() {
    assertThat(verdict(0.1, null, new Agreement("liver", Double.NaN)))
        .isInstanceOf(SegmentationGate.Verdict.Refuse.class);
    assertThat(verdict(0, null, new Agreement("liver", 0)))
        .isEqualTo(new SegmentationGate.Verdict.Store());
  }
}
