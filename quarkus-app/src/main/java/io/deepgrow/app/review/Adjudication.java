package io.deepgrow.app.review;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.access.BlindStudies;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.project.ProjectSettings;
import io.deepgrow.app.project.SettingsOfProjects;
import io.deepgrow.app.result.ReviewedResults;
import io.deepgrow.app.session.ReviewState;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionReturns;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * Makes one of the copies of a study the project's last word: an accepted one, or what the one who
 * decides has marked. It is sent; the others stay here.
 */
@ApplicationScoped
public class Adjudication {

  private final ReviewRepository reviews;
  private final SettingsOfProjects settings;
  private final ReviewedResults results;
  private final SessionReturns sessions;
  private final AccessPolicy access;
  private final BlindStudies blind;
  private final SessionEventLog events;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final Clock clock;

  Adjudication(
      ReviewRepository reviews,
      SettingsOfProjects settings,
      ReviewedResults results,
      SessionReturns sessions,
      AccessPolicy access,
      BlindStudies blind,
      SessionEventLog events,
      AuditTrail audit,
      CurrentCaller callers,
      Clock clock) {
    this.reviews = reviews;
    this.settings = settings;
    this.results = results;
    this.sessions = sessions;
    this.access = access;
    this.blind = blind;
    this.events = events;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * Chooses a copy.
   *
   * @throws ApiException {@code review.not_found}, {@code security.forbidden}, {@code
   *     review.decided}, {@code review.copies_missing}, {@code review.own_work} where the caller
   *     marked one of the accepted copies
   */
  public ReviewView choose(UUID id) {
    ReviewView seen =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  Review review = reviews.require(id);
                  require(review, copies(review));
                  return ReviewView.of(review);
                });
    byte[] dataset = results.accepted(seen.resultId(), false);
    ReviewView after = QuarkusTransaction.requiringNew().call(() -> chosen(seen, dataset));
    blind.forget();
    return after;
  }

  private List<Review> copies(Review review) {
    return reviews.copies(review.projectId, review.studyUid);
  }

  private void require(Review review, List<Review> copies) {
    access.requireProject(review.projectId, Role.REVIEWER);
    if (!results.waits(review.resultId) || copies.stream().anyMatch(copy -> copy.lastWord)) {
      throw new ApiException(
          ErrorCode.REVIEW_DECIDED, "This result does not wait for a choice; look at it anew");
    }
    ProjectSettings rule = settings.get(review.projectId);
    List<Review> accepted =
        copies.stream().filter(copy -> copy.state == ReviewState.ACCEPTED).toList();
    long people = accepted.stream().map(copy -> copy.annotatorName).distinct().count();
    if (people < rule.overlap()) {
      throw new ApiException(
          ErrorCode.REVIEW_COPIES_MISSING,
          people
              + " of "
              + rule.overlap()
              + " copies of this study are accepted; accept all first");
    }
    if (rule.fourEyes()
        && accepted.stream().anyMatch(copy -> Reviews.isMaker(copy, callers.get()))) {
      throw new ApiException(
          ErrorCode.REVIEW_OWN_WORK,
          callers.get().name() + " marked one of the copies; somebody else chooses");
    }
    if (!isOwnExtra(review)) {
      review.standing().after(ReviewStep.CHOOSE);
    }
  }

  /** Whether it is what the one who decides has marked. */
  private boolean isOwnExtra(Review review) {
    return review.state == ReviewState.AWAITED && Reviews.isMaker(review, callers.get());
  }

  private ReviewView chosen(ReviewView seen, byte[] dataset) {
    reviews.copies(seen.project(), seen.studyUid()).stream()
        .map(copy -> copy.sessionId)
        .distinct()
        .sorted()
        .forEach(sessions::hold);
    Review review = reviews.hold(seen.id());
    List<Review> copies = copies(review);
    copies.forEach(copy -> reviews.hold(copy.id));
    require(review, copies);
    if (isOwnExtra(review)) {
      review.state = review.standing().after(ReviewStep.ACCEPT).state();
      review.reviewerId = callers.get().id();
      review.reviewerName = callers.get().name();
      review.decidedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
    review.state = review.standing().after(ReviewStep.CHOOSE).state();
    review.lastWord = true;
    for (Review copy : copies) {
      if (!copy.id.equals(review.id)) {
        passOver(copy);
      }
    }
    results.release(review.resultId, sessions.key(review.sessionId), dataset);
    return told(review, "review.chosen");
  }

  /** What waited is never sent; what was not accepted is asked about no more. */
  private void passOver(Review copy) {
    SessionKey session = sessions.key(copy.sessionId);
    results.withholdWaiting(copy.resultId, session);
    if (copy.state != ReviewState.ACCEPTED) {
      copy.state = copy.standing().after(ReviewStep.STORE_AGAIN).state();
    }
    told(copy, "review.passed_over");
  }

  private ReviewView told(Review review, String deed) {
    audit.record(
        deed, Reviews.subject(review), Reviews.object(review), "result " + review.resultId);
    events.append(review.sessionId, Reviews.EVENT, Reviews.detail(review));
    return ReviewView.of(review);
  }
}
