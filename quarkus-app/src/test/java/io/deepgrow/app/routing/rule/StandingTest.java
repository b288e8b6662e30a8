package io.deepgrow.app.routing.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Caller;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** From version to version: each arrow, and those that there are not. */
class StandingTest {

  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Caller ADA = person("ada");
  private static final Caller BEN = person("ben");

  private static Caller person(String name) {
    return new Caller(UUID.randomUUID(), Caller.Kind.PERSON, name, name, Set.of());
  }

  private static void refused(ErrorCode code, ThrowingCallable deed) {
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(deed)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Standing requested() {
    return Standing.NEW.activate(1, ADA, NOW, false).activate(2, ADA, NOW, /* twoPeople= */ true);
  }

  @Test
  void onePersonActivatesAtOnceWhereOneIsEnough() {
    assertThat(Standing.NEW.activate(1, ADA, NOW, false))
        .isEqualTo(new Standing(new Standing.ActiveVersion(1, NOW, "ada"), null));
  }

  @Test
  void anEarlierVersionIsActivatedInTheSameWay() {
    Standing later = Standing.NEW.activate(2, ADA, NOW, false);
    assertThat(later.activate(1, BEN, NOW, false).active())
        .isEqualTo(new Standing.ActiveVersion(1, NOW, "ben"));
  }

  @Test
  void whereTwoAreNeededTheVersionBeforeStaysActiveUntilThen() {
    Standing waiting = requested();
    assertThat(waiting.active()).extracting(Standing.ActiveVersion::version).isEqualTo(1);
    assertThat(waiting.requested()).extracting(Standing.RequestedVersion::version).isEqualTo(2);
  }

  @Test
  void aSecondPersonApprovesWhatIsRequested() {
    assertThat(requested().approve(2, BEN, NOW))
        .isEqualTo(new Standing(new Standing.ActiveVersion(2, NOW, "ada, ben"), null));
  }

  @Test
  void whoRequestedItDoesNotApproveItAndNeitherDoesNobody() {
    refused(ErrorCode.RULE_SAME_PERSON, () -> requested().approve(2, ADA, NOW));
    refused(ErrorCode.RULE_SAME_PERSON, () -> requested().approve(2, Caller.SERVICE, NOW));
  }

  @Test
  void onlyWhatIsRequestedIsApproved() {
    refused(ErrorCode.RULE_NOT_FOUND, () -> requested().approve(1, BEN, NOW));
    refused(ErrorCode.RULE_NOT_FOUND, () -> Standing.NEW.approve(1, BEN, NOW));
  }

  @Test
  void oneVersionAtATimeWaits() {
    refused(ErrorCode.RULE_REQUESTED, () -> requested().activate(3, BEN, NOW, true));
  }

  @Test
  void whatIsRequestedIsWithdrawnAndAnotherCanBeRequestedThen() {
    Standing withdrawn = requested().withdraw(2);
    assertThat(withdrawn.requested()).isNull();
    assertThat(withdrawn.active()).isNotNull();
    assertThat(withdrawn.activate(3, BEN, NOW, true).requested()).isNotNull();
  }

  @Test
  void nothingElseIsWithdrawn() {
    refused(ErrorCode.RULE_NOT_FOUND, () -> requested().withdraw(1));
    refused(ErrorCode.RULE_NOT_FOUND, () -> Standing.NEW.withdraw(1));
  }
}
