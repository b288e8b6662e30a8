package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.series.SeriesException;
import io.deepgrow.volume.grid.VoxelIndex;
import io.vertx.core.http.HttpClosedException;
import jakarta.persistence.OptimisticLockException;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemMappersTest {

  /** A body as resources take them. */
  record Body(@NotNull @Nullable String kind, List<VoxelIndex> voxels) {}

  private static final String STRANGER = "PATIENT^NAME in row 7";

  private final ProblemMappers mappers = new ProblemMappers();

  private static Problem problem(Response answer) {
    assertThat(answer.getMediaType()).hasToString("application/problem+json");
    Problem problem = (Problem) answer.getEntity();
    assertThat(problem.status()).isEqualTo(answer.getStatus());
    assertThat(problem.type()).isEqualTo("about:blank");
    return problem;
  }

  private static JsonProcessingException failure(String json) {
    try {
      new ObjectMapper().readValue(json, Body.class);
      throw new AssertionError("It was read");
    } catch (JsonProcessingException e) {
      return e;
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeIsAnsweredWithItsStatusItsTextAndATitle(ErrorCode code) {
    Response answer = mappers.api(new ApiException(code, "what is wrong"));

    Problem problem = problem(answer);
    assertThat(problem.status()).isEqualTo(code.status());
    assertThat(problem.code()).isEqualTo(code.code());
    assertThat(problem.detail()).isEqualTo("what is wrong");
    assertThat(problem.title()).isNotBlank();
    assertThat(answer.getHeaderString("Retry-After"))
        .isEqualTo(
            code.retryAfterSeconds() == 0 ? null : Integer.toString(code.retryAfterSeconds()));
  }

  @Test
  void aUidThatIsNoneIsABadRequestAndOtherDicomIsUnusable() {
    Problem uid = problem(mappers.uid(new DicomException("dicom.bad_uid", "no UID: 1.2.x")));
    Problem other = problem(mappers.uid(new DicomException("dicom.truncated", "ends early")));

    assertThat(uid.status()).isEqualTo(400);
    assertThat(uid.code()).isEqualTo("request.bad_uid");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("dicom.truncated");
  }

  @Test
  void codesOfTheLibrariesStayWhatTheyAre() {
    Problem series = problem(mappers.series(new SeriesException("series.gap", "3 are missing")));
    Problem click =
        problem(mappers.inference(new InferenceException("inference.outside", "outside")));

    assertThat(series)
        .isEqualTo(new Problem(series.type(), series.title(), 422, "3 are missing", "series.gap"));
    assertThat(click.status()).isEqualTo(422);
    assertThat(click.code()).isEqualTo("inference.outside");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | The JSON body does not fit",
        "{\"voxels\":[{\"i\":1,\"j\":2,\"k\":3},{\"i\":\"x\"}]} | The JSON body does not fit at"
            + " 'voxels.[1].i'",
        "{\"kind\":{}} | The JSON body does not fit at 'kind'"
      })
  void aBodyThatDoesNotFitIsToldWhereAndNotWhat(String json, String detail) {
    Problem problem = problem(mappers.json((MismatchedInputException) failure(json)));

    assertThat(problem.detail()).isEqualTo(detail);
    assertThat(problem.code()).isEqualTo("request.malformed");
  }

  @Test
  void aBodyThatIsNoJsonIsNotEchoed() {
    Problem problem = problem(mappers.syntax(failure("{" + STRANGER)));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.detail()).isEqualTo("The body is not JSON");
  }

  @Test
  void allThatIsMissingIsNamedInOneAnswer() {
    try (var factory = Validation.buildDefaultValidatorFactory()) {
      var violations = factory.getValidator().validate(new Body(null, List.of()));
      Problem problem =
          problem(
              mappers.invalid(
                  new jakarta.validation.ConstraintViolationException("x", violations)));

      assertThat(problem.status()).isEqualTo(400);
      assertThat(problem.detail()).isEqualTo("kind must not be null");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, request.malformed",
    "404, request.not_found",
    "405, request.method_not_allowed",
    "406, request.not_acceptable",
    "415, request.unsupported_media_type",
    "413, request.http_413"
  })
  void whatTheFrameworkRefusesHasACodeToo(int status, String code) {
    Problem problem = problem(mappers.web(new WebApplicationException(STRANGER, status)));

    assertThat(problem.status()).isEqualTo(status);
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.detail()).doesNotContain(STRANGER);
  }

  @Test
  void whatTheFrameworkWrapsIsAnsweredAsItself() {
    WebApplicationException refused =
        new WebApplicationException(new ApiException(ErrorCode.KEY_REUSED, "came before"), 400);
    WebApplicationException mismatch = new WebApplicationException(failure("{\"kind\":{}}"), 400);
    WebApplicationException syntax = new WebApplicationException(failure("{"), 400);

    assertThat(problem(mappers.web(refused)).code()).isEqualTo("idempotency.key_reused");
    assertThat(problem(mappers.web(mismatch)).detail()).contains("'kind'");
    assertThat(problem(mappers.web(syntax)).detail()).isEqualTo("The body is not JSON");
  }

  @Test
  void whoComesAfterAnErasureIsToldSoAndNotThatTheServiceFailed() {
    Problem row = problem(mappers.unexpected(new OptimisticLockException(STRANGER)));
    Problem key =
        problem(mappers.unexpected(new IllegalStateException(new SQLException(STRANGER, "23503"))));

    assertThat(row.code()).isEqualTo("request.erased");
    assertThat(key.code()).isEqualTo("request.erased");
    assertThat(key.detail()).doesNotContain(STRANGER);
  }

  @Test
  void aDatabaseThatIsAwayAndAFullDiskAreToldWithWhatToDo() {
    Response away =
        mappers.unexpected(new IllegalStateException(new SQLException(STRANGER, "08006")));
    Response full =
        mappers.unexpected(new UncheckedIOException(new IOException("No space left on device")));

    assertThat(problem(away).code()).isEqualTo("service.unavailable");
    assertThat(away.getHeaderString("Retry-After")).isEqualTo("5");
    assertThat(problem(full).code()).isEqualTo("service.storage_full");
    assertThat(problem(full).detail()).contains("nothing was kept");
    assertThat(full.getHeaderString("Retry-After")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {STRANGER, ""})
  void anUnexpectedFailureTellsNothingOfItself(String text) {
    Problem problem = problem(mappers.unexpected(new IllegalStateException(text)));

    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.code()).isEqualTo("service.internal");
    assertThat(problem.detail()).isEqualTo("The service failed; its log has the reason");
  }

  @Test
  void aClientThatLeftWithinItsBodyIsNoFaultOfTheService() {
    Problem problem =
        problem(mappers.unexpected(new IllegalStateException(new HttpClosedException("closed"))));

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.detail()).isEqualTo("The body ends early");
  }

  @Test
  void aMappingFailureWithoutAPathIsToldInWords() {
    assertThat(problem(mappers.syntax(new JsonMappingException(null, STRANGER))).detail())
        .doesNotContain(STRANGER);
  }
}
