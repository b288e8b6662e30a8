package io.deepgrow.app.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Listing;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.session.ReviewState;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds reviews, for those who review in their project and for who made the result. */
@ApplicationScoped
public class Reviews {

  /** The type of the events of a session that tell of its reviews. */
  static final String EVENT = "review";

  /**
   * Which reviews; what is null takes any.
   *
   * @param mine whether only those of the caller's results, and those that they have taken
   */
  public record Filter(@Nullable ReviewState state, @Nullable UUID project, boolean mine) {}

  /**
   * A page.
   *
   * @param next goes as {@code after} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ReviewPage(List<ReviewView> reviews, @Nullable String next) {}

  private static final String SELECT = "select r.created_at, r.id from review r";

  private final EntityManager entities;
  private final ReviewRepository reviews;
  private final AccessPolicy access;
  private final CurrentCaller callers;

  Reviews(
      EntityManager entities,
      ReviewRepository reviews,
      AccessPolicy access,
      CurrentCaller callers) {
    this.entities = entities;
    this.reviews = reviews;
    this.access = access;
    this.callers = callers;
  }

  /** The reviews after one, the newest first. */
  public ReviewPage find(Filter filter, Cursor after, int most) {
    int limit = Listing.limit(most);
    Listing listing =
        new Listing(SELECT).equal("state", filter.state() == null ? "" : filter.state().name());
    if (filter.project() != null) {
      listing.where("r.project_id = :project", Map.of("project", filter.project()));
    }
    Caller caller = callers.get();
    if (!caller.hasEverywhere(Role.REVIEWER)) {
      see(listing, caller);
    }
    if (filter.mine()) {
      listing.where("(" + own("annotator") + " or " + own("reviewer") + ")", me());
    }
    return QuarkusTransaction.requiringNew().call(() -> page(listing, after, limit));
  }

  private void see(Listing listing, Caller caller) {
    Set<UUID> projects = caller.projects(Role.REVIEWER);
    Map<String, Object> values = new HashMap<>(me());
    String seen = own("annotator");
    if (!projects.isEmpty()) {
      seen = seen + " or r.project_id in (:reviewed)";
      values.put("reviewed", List.copyOf(projects));
    }
    listing.where("(" + seen + ")", values);
  }

  private String own(String who) {
    return callers.get().id() == null
        ? "(r." + who + "_id is null and r." + who + "_name = :me)"
        : "r." + who + "_id = :me";
  }

  private Map<String, Object> me() {
    Caller caller = callers.get();
    return Map.of("me", caller.id() == null ? caller.name() : caller.id());
  }

  private ReviewPage page(Listing listing, Cursor after, int limit) {
    List<Review> found =
        listing.rows(entities, after, limit + 1).stream()
            .map(row -> reviews.require((UUID) row[1]))
            .toList();
    List<ReviewView> shown = found.stream().limit(limit).map(ReviewView::of).toList();
    if (found.size() <= limit) {
      return new ReviewPage(shown, null);
    }
    ReviewView last = shown.get(limit - 1);
    return new ReviewPage(shown, new Cursor(last.createdAt(), last.id()).toString());
  }

  /**
   * A review.
   *
   * @throws ApiException {@code review.not_found}, {@code security.forbidden}
   */
  public ReviewView get(UUID id) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              Review review = reviews.require(id);
              requireSeen(review);
              return ReviewView.of(review);
            });
  }

  /** The reviews of the same study in the same project that count, the oldest first. */
  public List<ReviewView> copies(UUID id) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              Review review = reviews.require(id);
              access.requireProject(review.projectId, Role.REVIEWER);
              return reviews.copies(review.projectId, review.studyUid).stream()
                  .map(ReviewView::of)
                  .toList();
            });
  }

  /** How many reviews of a project are in each state. */
  public Map<ReviewState, Long> counts(UUID project) {
    Map<ReviewState, Long> counts = new EnumMap<>(ReviewState.class);
    for (ReviewState state : ReviewState.values()) {
      counts.put(state, 0L);
    }
    List<?> rows =
        QuarkusTransaction.joiningExisting()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select state, count(*) from review where project_id = :project group"
                                + " by state")
                        .setParameter("project", project)
                        .getResultList());
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      counts.put(ReviewState.valueOf((String) columns[0]), ((Number) columns[1]).longValue());
    }
    return counts;
  }

  private void requireSeen(Review review) {
    if (!isMaker(review, callers.get()) && !access.mayIn(review.projectId, Role.REVIEWER)) {
      throw new ApiException(
          ErrorCode.FORBIDDEN,
          "Review "
              + review.id
              + " is seen by who made the result and by reviewers of the project");
    }
  }

  /** Whether somebody stored the result. */
  static boolean isMaker(Review review, Caller caller) {
    return caller.id() == null
        ? review.annotatorId == null && review.annotatorName.equals(caller.name())
        : caller.id().equals(review.annotatorId);
  }

  static AuditSubject subject(Review review) {
    return new AuditSubject(review.sessionId, review.studyUid, "");
  }

  static AuditObject object(Review review) {
    return new AuditObject("review", review.id.toString());
  }

  /** What an event says of a review. */
  static String detail(Review review) {
    return review.id + ":" + review.state;
  }
}
