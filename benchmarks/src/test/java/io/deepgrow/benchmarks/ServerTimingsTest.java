package io.deepgrow.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;

class ServerTimingsTest {

  @Test
  void readsEveryStep() {
    assertThat(ServerTimings.parse("load;dur=0.1, crop;dur=12.5,infer; dur=101"))
        .containsExactly(entry("load", 0.1), entry("crop", 12.5), entry("infer", 101.0));
  }

  @Test
  void addsUpWhatComesTwice() {
    assertThat(ServerTimings.parse("infer;dur=1, infer;dur=2"))
        .containsExactly(entry("infer", 3.0));
  }

  @Test
  void findsNothingInAnEmptyHeader() {
    assertThat(ServerTimings.parse("")).isEmpty();
  }
}
