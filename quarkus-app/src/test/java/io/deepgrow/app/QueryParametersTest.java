package io.deepgrow.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.result.ResultState;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.ext.ParamConverter;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

  /** Parameters as resources declare them. */
  interface Resource {
    void get(
        @QueryParam("page") int page,
        @QueryParam("most") Long most,
        @QueryParam("full") boolean full,
        @QueryParam("state") ResultState state,
        @QueryParam("id") UUID id,
        @PathParam("k") int k);
  }

  private final QueryParameters parameters = new QueryParameters();

  private static Annotation[] annotations(int parameter) {
    return Arrays.stream(Resource.class.getDeclaredMethods())
        .filter(m -> m.getName().equals("get"))
        .findFirst()
        .orElseThrow()
        .getParameterAnnotations()[parameter];
  }

  private <T> T read(int parameter, Class<T> type, String text) {
    ParamConverter<T> converter =
        requireNonNull(parameters.getConverter(type, type, annotations(parameter)));
    return converter.fromString(text);
  }

  @Test
  void readsNumbersFlagsAndStates() {
    assertThat(read(0, Integer.class, "-7")).isEqualTo(-7);
    assertThat(read(1, Long.class, "9000000000")).isEqualTo(9_000_000_000L);
    assertThat(read(3, ResultState.class, "STORED")).isEqualTo(ResultState.STORED);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "True, true", "TRUE, true", "false, false", "False, false"})
  void aFlagIsReadAsClientsInPythonWriteItToo(String text, boolean expected) {
    assertThat(read(2, Boolean.class, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.5", "two", "9999999999", " 1", "0x1"})
  void whatIsNoNumberIsRefusedByTheNameOfItsParameter(String text) {
    assertThatThrownBy(() -> read(0, Integer.class, text))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BAD_REQUEST))
        .hasMessage("page is a whole number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "yes", "truefalse"})
  void neitherYesNorNoIsRefused(String text) {
    assertThatThrownBy(() -> read(2, Boolean.class, text)).hasMessage("full is true or false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stored", "LOST", "STORED "})
  void aStateThatThereIsNotIsRefusedWithThoseThatThereAre(String text) {
    assertThatThrownBy(() -> read(3, ResultState.class, text))
        .hasMessage(
            "state is one of PENDING, STORED, VERIFIED, REJECTED, AWAITING_REVIEW, WITHHELD");
  }

  @Test
  void otherTypesAndPlacesAreLeftToTheFramework() {
    assertThat(parameters.getConverter(UUID.class, UUID.class, annotations(4))).isNull();
    assertThat(parameters.getConverter(int.class, int.class, annotations(5))).isNull();
    assertThat(parameters.getConverter(int.class, int.class, new Annotation[0])).isNull();
  }
}
