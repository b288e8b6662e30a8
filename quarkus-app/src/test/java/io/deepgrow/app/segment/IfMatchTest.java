package io.deepgrow.app.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IfMatchTest {

  private static SegmentSnapshot segment(int revision) {
    return new SegmentSnapshot(5, new UUID(1, 2), 3, "spleen", "", false, revision);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"*", " * ", "\"17\"", "\"3\", \"17\"", "\"a,b\",\"17\""})
  void letsAChangeOfTheNamedRevisionPass(String header) {
    assertThatCode(() -> IfMatch.of(header).require(segment(17), true)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"16\"", "\"\"", "W/\"17\"", "\"3\",\"18\"", "\"017\"", "\"1,17\""})
  void refusesAChangeOfAnotherRevisionAndNamesThePresentOne(String header) {
    assertThatThrownBy(() -> IfMatch.of(header).require(segment(17), true))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SEGMENT_CHANGED))
        .hasMessageContaining("Segment 3 is at revision 17");
  }

  @Test
  void refusesAChangeOfWhatNobodyHasSeen() {
    assertThatThrownBy(() -> IfMatch.of("\"17\"").require(segment(17), false))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("is being changed since revision 17");
    assertThatCode(() -> IfMatch.ANY.require(segment(17), false)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "\"17", "17\"", "\"17\" \"18\"", "*, \"17\"", "\"1\u00e9\""})
  void refusesWhatIsNoEntityTag(String header) {
    assertThatThrownBy(() -> IfMatch.of(header))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
        .hasMessageContaining("If-Match");
  }

  @Test
  void aSegmentThatAnEarlierVersionWroteDownIsAtRevisionZero() throws Exception {
    String written =
        "{\"id\":5,\"sessionId\":\"00000000-0000-0001-0000-000000000002\",\"number\":3,"
            + "\"structureId\":\"spleen\",\"label\":\"\",\"locked\":false}";
    ObjectMapper strict =
        new ObjectMapper().enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);

    assertThat(strict.readValue(written, SegmentSnapshot.class)).isEqualTo(segment(0));
  }
}
