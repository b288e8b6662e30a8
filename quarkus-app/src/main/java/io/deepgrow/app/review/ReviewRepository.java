package io.deepgrow.app.review;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.session.ReviewNote;
import io.deepgrow.app.session.SessionReviews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reviews in the database. All methods join the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class ReviewRepository implements SessionReviews {

  /** Deeds by which somebody changes what a session marks; clicks are known for ever. */
  private static final String WORKED =
      """
      select 1 from click c join segment s on s.id = c.segment_id
      where s.session_id = :session and c.created_by = :account
      union all
      select 1 from audit_event e
      where e.session_id = :session and e.actor_id = :account and e.outcome = 'DONE'
        and split_part(e.action, '.', 1) in ('click', 'clicks', 'mask', 'segment')
        and e.action <> 'mask.downloaded'
      """;

  private final EntityManager entities;

  ReviewRepository(EntityManager entities) {
    this.entities = entities;
  }

  void add(Review review) {
    entities.persist(review);
    entities.flush();
  }

  /** A review; {@code review.not_found}. */
  Review require(UUID id) {
    return Optional.ofNullable(entities.find(Review.class, id)).orElseThrow(() -> unknown(id));
  }

  /**
   * A review whose row is held until the transaction ends, as it is now; the caller holds its
   * session.
   */
  Review hold(UUID id) {
    Review review = require(id);
    // what the transaction has read of it before may be of before
    entities.refresh(review, LockModeType.PESSIMISTIC_WRITE);
    return review;
  }

  /** The reviews of a session, the newest first. */
  List<Review> of(UUID session) {
    return entities
        .createQuery(
            "from Review r where r.sessionId = :session order by r.createdAt desc, r.round desc",
            Review.class)
        .setParameter("session", session)
        .getResultList();
  }

  /** The reviews of a study in a project that count: not those of results with a successor. */
  List<Review> copies(UUID project, String study) {
    return entities
        .createQuery(
            "from Review r where r.projectId = :project and r.studyUid = :study and r.state <>"
                + " SUPERSEDED order by r.createdAt, r.id",
            Review.class)
        .setParameter("project", project)
        .setParameter("study", study)
        .getResultList();
  }

  /** Whether somebody has clicked in a session, or changed its segments or masks. */
  boolean hasWorked(UUID session, UUID account) {
    return !entities
        .createNativeQuery(WORKED)
        .setParameter("session", session)
        .setParameter("account", account)
        .setMaxResults(1)
        .getResultList()
        .isEmpty();
  }

  @Override
  public Optional<ReviewNote> newest(UUID session) {
    return of(session).stream().findFirst().map(Review::note);
  }

  private static ApiException unknown(UUID id) {
    return new ApiException(ErrorCode.REVIEW_NOT_FOUND, "There is no review " + id);
  }
}
