package io.deepgrow.app.routing.job.failure;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.seg.SegException;
import io.deepgrow.series.SeriesException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFailureTest {

  private static JobFailure of(ErrorCode code) {
    return JobFailure.of(new ApiException(code, "why"));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "PACS_UNREACHABLE",
        "PACS_TIMEOUT",
        "PACS_INCOMPLETE",
        "BUSY",
        "UNAVAILABLE",
        "MEMORY_FULL",
        "MODEL_UNAVAILABLE",
        "SESSION_LOADING",
        "STORAGE_FULL",
        "TOO_MANY_REQUESTS"
      })
  void whatMayPassByItselfIsTriedAgain(ErrorCode code) {
    assertThat(of(code).passing()).isTrue();
    assertThat(of(code).code()).isEqualTo(code.code());
    assertThat(of(code).text()).isEqualTo("why");
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SERIES_NOT_FOUND",
        "SERIES_UNUSABLE",
        "MODEL_NOT_FOUND",
        "STRUCTURE_UNKNOWN",
        "FORBIDDEN",
        "NOTHING_FOUND",
        "CONNECTION_DISABLED",
        "SESSION_CLOSED"
      })
  void whatSomebodyHasToChangeIsGivenUpAtOnce(ErrorCode code) {
    assertThat(of(code).passing()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 408, 409, 425, 429, 500, 502, 503, 504})
  void aPacsThatDoesNotAnswerOrSaysLaterIsAskedAgain(int status) {
    assertThat(JobFailure.of(new DicomWebException("dicomweb.refused", status, "no")).passing())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 413, 415, 422})
  void aPacsThatRefusesIsNotAskedAgain(int status) {
    assertThat(JobFailure.of(new DicomWebException("dicomweb.refused", status, "no")).passing())
        .isFalse();
  }

  @Test
  void whatAnImageOrAnObjectIsLikeDoesNotChange() {
    assertThat(JobFailure.of(new SeriesException("series.missing_slices", "2 are missing")))
        .isEqualTo(new JobFailure("series.missing_slices", "2 are missing", false, Duration.ZERO));
    assertThat(JobFailure.of(new DicomException("dicom.truncated", "cut")).passing()).isFalse();
    assertThat(JobFailure.of(new SegException("seg.not_seg", "no SEG")).passing()).isFalse();
  }

  @Test
  void whatNobodyHasThoughtOfIsTriedAgainAndSaysNothingOfItself() {
    JobFailure failure = JobFailure.of(new IllegalStateException("Doe^John"));
    assertThat(failure.passing()).isTrue();
    assertThat(failure.code()).isEqualTo("service.internal");
    assertThat(failure.text()).doesNotContain("Doe");
    assertThat(JobFailure.isUnexpected(new IllegalStateException("x"))).isTrue();
  }

  @Test
  void aDatabaseThatIsAwayIsNoFaultOfTheJob() {
    RuntimeException away = new IllegalStateException(new SQLTransientConnectionException("gone"));
    assertThat(JobFailure.of(away).code()).isEqualTo("service.unavailable");
    assertThat(JobFailure.isUnexpected(away)).isFalse();
  }

  @Test
  void theReasonWithinALostFutureCounts() {
    JobFailure failure =
        JobFailure.of(new CompletionException(new ApiException(ErrorCode.BUSY, "full")));
    assertThat(failure.code()).isEqualTo("service.busy");
  }

  @Test
  void whoAsksToComeAgainLaterIsHeard() {
    JobException later =
        JobException.passing(JobCode.RECEIVER_REFUSED, "later", Duration.ofMinutes(7));
    assertThat(JobFailure.of(later).atLeast()).isEqualTo(Duration.ofMinutes(7));
    assertThat(of(ErrorCode.MODEL_UNAVAILABLE).atLeast()).isEqualTo(Duration.ofSeconds(5));
  }
}
