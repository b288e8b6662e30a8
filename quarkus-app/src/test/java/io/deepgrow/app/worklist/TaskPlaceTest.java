package io.deepgrow.app.worklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskPlaceTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");

  @Test
  void nothingIsTheStart() {
    assertThat(TaskPlace.of(null, NOW)).isEqualTo(TaskPlace.start(NOW));
    assertThat(TaskPlace.of("", NOW)).isEqualTo(TaskPlace.start(NOW));
  }

  @Property
  void readsWhatItWrote(
      @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long at,
      @ForAll @IntRange(min = -100, max = 1) int rank,
      @ForAll @BigRange(min = "0", max = "1000000000000000") @Scale(6) BigDecimal due,
      @ForAll @BigRange(min = "-4000000000", max = "4000000000") @Scale(6) BigDecimal age,
      @ForAll long high,
      @ForAll long low) {
    TaskPlace place = new TaskPlace(Instant.ofEpochMilli(at), rank, due, age, new UUID(high, low));

    TaskPlace read = TaskPlace.of(place.toString(), NOW);

    assertThat(read.at()).isEqualTo(place.at());
    assertThat(read.rank()).isEqualTo(rank);
    assertThat(read.due()).isEqualByComparingTo(due);
    assertThat(read.age()).isEqualByComparingTo(age);
    assertThat(read.id()).isEqualTo(place.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "_",
        "1_2_3_4_5",
        "1_-5_1e9_1_00000000-0000-0000-0000-000000000000",
        "1_-5_1_1_00000000-0000-0000-0000-00000000000",
        "99999999999999999999_-5_1_1_00000000-0000-0000-0000-000000000000"
      })
  void refusesWhatItDidNotWrite(String text) {
    assertThatThrownBy(() -> TaskPlace.of(text, NOW))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
        .hasMessageStartingWith("after");
  }
}
