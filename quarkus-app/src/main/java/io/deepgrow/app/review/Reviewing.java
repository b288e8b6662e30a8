package io.deepgrow.app.review;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.BlindStudies;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.project.SettingsOfProjects;
import io.deepgrow.app.result.ReviewedResults;
import io.deepgrow.app.session.ReviewPlace;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionReturns;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What reviewers do: take a review, accept the result, return it to who made it. Each is one
 * transaction with its audit row, which holds the session's row first.
 */
@ApplicationScoped
public class Reviewing {

  private final ReviewRepository reviews;
  private final ReviewRules rules;
  private final SettingsOfProjects settings;
  private final ReviewedResults results;
  private final SessionReturns sessions;
  private final BlindStudies blind;
  private final SessionEventLog events;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final Clock clock;

  Reviewing(
      ReviewRepository reviews,
      ReviewRules rules,
      SettingsOfProjects settings,
      ReviewedResults results,
      SessionReturns sessions,
      BlindStudies blind,
      SessionEventLog events,
      AuditTrail audit,
      CurrentCaller callers,
      Clock clock) {
    this.reviews = reviews;
    this.rules = rules;
    this.settings = settings;
    this.results = results;
    this.sessions = sessions;
    this.blind = blind;
    this.events = events;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * Makes the caller the reviewer, also in place of another.
   *
   * @throws ApiException {@code review.not_found}, {@code security.forbidden}, {@code
   *     review.decided}, {@code review.own_work}
   */
  public ReviewView claim(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Review review = held(id);
              rules.require(review, ReviewStep.ACCEPT);
              String before = review.reviewerName;
              take(review);
              audit.record(
                  "review.claimed",
                  Reviews.subject(review),
                  Reviews.object(review),
                  before.isEmpty() ? review.reviewerName : before + " -> " + review.reviewerName);
              return ReviewView.of(review);
            });
  }

  /**
   * Accepts a result. One that waited is sent, one that was sent before is stored again, both with
   * the caller's name. Of a study that several people mark nothing is sent before one of the
   * accepted copies is chosen.
   *
   * @throws ApiException as {@link #claim}, {@code review.of_another}
   */
  public ReviewView accept(UUID id) {
    ReviewView seen = checked(id, ReviewStep.ACCEPT);
    byte[] dataset = results.accepted(seen.resultId(), seen.sentBefore());
    ReviewView after =
        QuarkusTransaction.requiringNew().call(() -> accepted(id, seen.sessionId(), dataset));
    blind.forget();
    return after;
  }

  private ReviewView accepted(UUID id, UUID sessionId, byte[] dataset) {
    SessionKey session = sessions.hold(sessionId);
    Review review = reviews.hold(id);
    rules.require(review, ReviewStep.ACCEPT);
    rules.requireFree(review);
    decide(review, ReviewStep.ACCEPT);
    if (review.sentBefore) {
      review.successorId = results.succeed(review.resultId, session, dataset);
    } else if (settings.get(review.projectId).overlap() > 1) {
      results.rewrite(review.resultId, dataset);
    } else {
      results.release(review.resultId, session, dataset);
    }
    return told(review, "review.accepted", "result " + review.resultId);
  }

  /**
   * Returns a result to who made it, whose work its session is again.
   *
   * @param comment what is wrong, 1 to 2000 characters
   * @param place where; null for the whole
   * @throws ApiException as {@link #accept}, {@code request.malformed}
   */
  public ReviewView giveBack(UUID id, String comment, @Nullable ReviewPlace place) {
    String text = ReviewRules.comment(comment);
    ReviewRules.check(place);
    ReviewView seen = checked(id, ReviewStep.RETURN);
    SessionKey[] reopened = new SessionKey[1];
    ReviewView after =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  SessionKey session = sessions.hold(seen.sessionId());
                  Review review = reviews.hold(id);
                  rules.require(review, ReviewStep.RETURN);
                  rules.requireFree(review);
                  decide(review, ReviewStep.RETURN);
                  review.comment = text;
                  review.place(place);
                  if (!review.sentBefore) {
                    results.withhold(review.resultId, session);
                  }
                  reopened[0] =
                      sessions.giveBack(session.id(), review.annotatorId, review.annotatorName);
                  return told(review, "review.returned", "to " + review.annotatorName);
                });
    sessions.begin(reopened[0]);
    return after;
  }

  private Review held(UUID id) {
    Review seen = reviews.require(id);
    sessions.hold(seen.sessionId);
    return reviews.hold(id);
  }

  /**
   * Refuses early what would be refused later; who may not do it by the four-eyes rule is noted.
   */
  private ReviewView checked(UUID id, ReviewStep step) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(
              () -> {
                Review review = reviews.require(id);
                rules.require(review, step);
                rules.requireFree(review);
                return ReviewView.of(review);
              });
    } catch (ApiException e) {
      if (e.code() == ErrorCode.REVIEW_OWN_WORK) {
        QuarkusTransaction.requiringNew()
            .run(
                () ->
                    audit.refused(
                        "review.own_work", Reviews.object(reviews.require(id)), step.name()));
      }
      throw e;
    }
  }

  private void decide(Review review, ReviewStep step) {
    review.state = review.standing().after(step).state();
    review.decidedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    take(review);
  }

  private void take(Review review) {
    Caller caller = callers.get();
    review.reviewerId = caller.id();
    review.reviewerName = caller.name();
  }

  private ReviewView told(Review review, String deed, String detail) {
    audit.record(deed, Reviews.subject(review), Reviews.object(review), detail);
    events.append(review.sessionId, Reviews.EVENT, Reviews.detail(review));
    return ReviewView.of(review);
  }
}
