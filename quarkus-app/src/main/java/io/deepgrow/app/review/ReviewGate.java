package io.deepgrow.app.review;

import io.deepgrow.app.agreement.Comparing;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.event.SessionEventLog;
import io.deepgrow.app.project.ReviewPolicy;
import io.deepgrow.app.project.SettingsOfProjects;
import io.deepgrow.app.project.StudyRule;
import io.deepgrow.app.result.ResultGate;
import io.deepgrow.app.result.ReviewedResults;
import io.deepgrow.app.result.SubmittedResult;
import io.deepgrow.app.session.ReviewState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Begins the reviews of results that a project asks for. What is stored again takes the place of
 * what was not accepted, and the same reviewer looks at it.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class ReviewGate implements ResultGate {

  private final SettingsOfProjects settings;
  private final ReviewRepository reviews;
  private final ReviewedResults results;
  private final Comparing comparing;
  private final SessionEventLog events;
  private final AuditTrail audit;
  private final Clock clock;

  ReviewGate(
      SettingsOfProjects settings,
      ReviewRepository reviews,
      ReviewedResults results,
      Comparing comparing,
      SessionEventLog events,
      AuditTrail audit,
      Clock clock) {
    this.settings = settings;
    this.reviews = reviews;
    this.results = results;
    this.comparing = comparing;
    this.events = events;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public boolean sendsAtOnce(SubmittedResult result) {
    events.hold(result.session().id());
    return asked(result)
        .map(rule -> rule.settings().review() == ReviewPolicy.AFTER_SENDING)
        .orElse(true);
  }

  @Override
  public void submitted(SubmittedResult result) {
    List<Review> before = reviews.of(result.session().id());
    Optional<StudyRule> rule = asked(result);
    before.stream().filter(ReviewGate::isOpen).forEach(review -> supersede(review, result));
    rule.ifPresent(asking -> begin(result, asking, before));
  }

  private void begin(SubmittedResult result, StudyRule rule, List<Review> before) {
    Review review = new Review();
    review.id = UUID.randomUUID();
    review.projectId = rule.project();
    review.resultId = result.id();
    review.sessionId = result.session().id();
    review.studyUid = result.session().studyUid();
    review.annotatorId = result.maker();
    review.annotatorName = result.makerName();
    review.sentBefore = rule.settings().review() == ReviewPolicy.AFTER_SENDING;
    review.round = before.size() + 1;
    before.stream()
        .filter(other -> other.projectId.equals(review.projectId))
        .findFirst()
        .ifPresent(
            other -> {
              review.reviewerId = other.reviewerId;
              review.reviewerName = other.reviewerName;
            });
    review.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    reviews.add(review);
    comparing.enqueue(review.id, review.createdAt);
    audit.record(
        "review.awaited", Reviews.subject(review), Reviews.object(review), "round " + review.round);
    events.append(review.sessionId, Reviews.EVENT, Reviews.detail(review));
  }

  /**
   * The rule by which a result is reviewed; one that was returned is never left out of a sample.
   */
  private Optional<StudyRule> asked(SubmittedResult result) {
    return settings
        .ruleOf(result.session().studyUid())
        .filter(
            rule ->
                rule.settings().review() != ReviewPolicy.SAMPLE
                    || Sample.has(result.id(), rule.settings().samplePercent())
                    || reviews.of(result.session().id()).stream().anyMatch(ReviewGate::isOpen));
  }

  private static boolean isOpen(Review review) {
    return review.state == ReviewState.AWAITED || review.state == ReviewState.RETURNED;
  }

  private void supersede(Review review, SubmittedResult by) {
    boolean waited = review.state == ReviewState.AWAITED && !review.sentBefore;
    review.state = review.standing().after(ReviewStep.STORE_AGAIN).state();
    if (waited) {
      results.withhold(review.resultId, by.session());
    }
    audit.record(
        "review.superseded",
        Reviews.subject(review),
        Reviews.object(review),
        "by result " + by.id());
    events.append(review.sessionId, Reviews.EVENT, Reviews.detail(review));
  }
}
