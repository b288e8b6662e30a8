package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What clients have learnt of the codes: a code and its status stay what they are. */
class ErrorCodeTest {

  private static final String LEARNT =
      """
      400 request.malformed request.bad_uid label.unusable
      401 security.unauthenticated
      403 request.cross_site
      404 request.not_found request.erased session.not_found series.not_found segment.not_found
      404 model.not_found click.not_found mask.slice_not_found result.not_found image.not_found
      404 label.not_found client.session_not_found request.not_served task.not_found
      405 request.method_not_allowed
      406 request.not_acceptable
      408 request.too_slow
      409 session.closed session.loading session.failed segment.limit segment.locked click.limit
      409 click.nothing_to_undo click.nothing_to_redo erasure.sending erasure.unsent
      409 result.nothing_to_send
      413 upload.too_large
      415 request.unsupported_media_type
      421 request.host_not_allowed
      422 series.unusable structure.unknown click.outside_volume idempotency.key_reused
      422 prompt.malformed
      422 mask.malformed result.nothing_found result.too_large result.without_slices
      422 upload.unusable request.unprocessable
      429 security.too_many_guesses task.busy
      440 client.session_expired
      500 service.internal
      502 pacs.unreachable pacs.refused pacs.incomplete
      503 service.busy service.unavailable service.memory_full
      504 pacs.timeout
      507 upload.full service.memory_too_small service.storage_full
      401 account.wrong_password sighting.bad_signature
      404 sighting.not_found
      403 security.forbidden
      404 account.not_found account.key_not_found project.not_found
      409 account.exists account.last_admin account.setup_closed project.exists click.not_restorable
      404 connection.not_found
      404 rule.not_found rule.dry_run_not_found
      409 rule.exists rule.limit rule.requested rule.same_person
      422 rule.unusable
      409 connection.exists connection.configured connection.disabled connection.role
      409 connection.in_use secret.no_key secret.wrong_key
      404 model.version_not_found model.trial_not_found training.not_found
      409 model.exists model.untried model.requested model.nothing_before model.same_person
      409 training.ended training.not_done
      412 request.changed segment.changed
      422 connection.unusable model.refused training.data_unusable
      503 model.unavailable
      422 account.weak_password account.no_password session.handover_refused
      429 security.too_many_requests
      503 security.provider_unreachable
      404 routing.job_not_found
      409 routing.job_state
      404 routing.workitem_not_found
      409 routing.workitem_state routing.workitem_exists
      400 routing.workitem_unusable
      422 routing.action_unusable
      403 review.own_work
      404 review.not_found
      409 project.reviews_awaited review.decided review.of_another review.copies_missing
      409 review.copies_taken
      409 task.taken task.other_state task.nothing_saved
      """;

  private static Map<String, Integer> learnt() {
    Map<String, Integer> all = new TreeMap<>();
    for (String line : LEARNT.lines().toList()) {
      String[] words = line.split(" ", -1);
      for (int n = 1; n < words.length; n++) {
        all.put(words[n], Integer.valueOf(words[0]));
      }
    }
    return all;
  }

  @Test
  void everyCodeHasTheStatusThatClientsHaveLearnt() {
    Map<String, Integer> now = new TreeMap<>();
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(now.put(code.code(), code.status())).as("%s is there twice", code.code()).isNull();
    }

    assertThat(now).containsAllEntriesOf(learnt());
    assertThat(learnt()).as("a new code belongs into the table of this test").hasSameSizeAs(now);
  }

  @ParameterizedTest
  @EnumSource
  void aCodeIsFoundByItsTextAndNoneByAnother(ErrorCode code) {
    assertThat(ErrorCode.of(code.code())).contains(code);
    assertThat(ErrorCode.of(code.code().toUpperCase(Locale.ROOT))).isEmpty();
    assertThat(ErrorCode.of(code.name())).isEmpty();
    assertThat(code.code()).matches("[a-z]+\\.[a-z_]+");
  }

  @Test
  void aFailureWithoutACodeIsNoneOfOurs() {
    assertThat(ErrorCode.of(null)).isEmpty();
    assertThat(ErrorCode.of("")).isEmpty();
    assertThat(ErrorCode.of("series.missing_slices")).isEmpty();
  }

  @Test
  void onlyWhatPassesByItselfMakesAFailedSessionLoadAgain() {
    EnumSet<ErrorCode> passing = EnumSet.noneOf(ErrorCode.class);
    Arrays.stream(ErrorCode.values()).filter(ErrorCode::isPassing).forEach(passing::add);

    assertThat(passing)
        .containsExactlyInAnyOrder(
            ErrorCode.PACS_UNREACHABLE,
            ErrorCode.PACS_TIMEOUT,
            ErrorCode.PACS_INCOMPLETE,
            ErrorCode.MEMORY_FULL,
            ErrorCode.UNAVAILABLE,
            ErrorCode.BUSY);
  }

  @ParameterizedTest
  @EnumSource
  void whoIsToldWhenToComeAgainMayComeAgain(ErrorCode code) {
    if (code.retryAfterSeconds() > 0) {
      assertThat(code.status()).isIn(429, 503);
    }
    if (code.status() == 503) {
      assertThat(code.retryAfterSeconds()).as("a client would come again at once").isPositive();
    }
  }
}
