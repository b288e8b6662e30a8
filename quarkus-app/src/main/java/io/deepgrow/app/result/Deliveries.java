package io.deepgrow.app.result;

import io.deepgrow.app.connection.PacsClients;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Which PACS a result goes to, which says whose its series is, and when it may go. */
final class Deliveries {

  private final PacsClients pacs;
  private final Comparison comparison;
  private final SessionService sessions;
  private final Clock clock;

  Deliveries(PacsClients pacs, Comparison comparison, SessionService sessions, Clock clock) {
    this.pacs = pacs;
    this.comparison = comparison;
    this.sessions = sessions;
    this.clock = clock;
  }

  /**
   * The delivery of a result.
   *
   * @throws io.deepgrow.app.ApiException where one of the two PACS is disabled or unusable
   */
  Delivery of(Claim claim) {
    SessionKey session = sessions.require(claim.sessionId());
    return new Delivery(pacs.client(claim.target()), pacs.client(session.connection()), comparison);
  }

  /**
   * What nobody waits for any more leaves a PACS alone in its quiet hours; the first attempt is
   * somebody's click.
   */
  Optional<Step> quiet(Claim claim) {
    return claim.attempts() + claim.checks() == 0
        ? Optional.empty()
        : pacs.quietUntil(claim.target())
            .map(
                end ->
                    new Step.Later(
                        "Waits for the end of the PACS's quiet hours at " + end,
                        false,
                        Duration.between(clock.instant(), end)));
  }
}
