package io.deepgrow.app.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.Listing;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds sessions for those who run the service, in the studies in which they do. */
@ApplicationScoped
public class SessionSearch {

  /**
   * Which sessions; what is null or empty takes any.
   *
   * @param openedBy the name of an account
   */
  public record Filter(
      @Nullable String study,
      @Nullable String series,
      @Nullable SessionState state,
      @Nullable String openedBy,
      @Nullable String model) {}

  /**
   * A session in a list.
   *
   * @param failureCode why its series did not load
   * @param openedBy the name of the account; empty where none is known
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SessionSummary(
      UUID id,
      String studyUid,
      String seriesUid,
      String modelId,
      SessionState state,
      @Nullable String failureCode,
      String openedBy,
      Instant createdAt,
      @Nullable Instant closedAt,
      long lastEvent) {}

  /**
   * A page.
   *
   * @param next goes as {@code after} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SessionPage(List<SessionSummary> sessions, @Nullable String next) {}

  private static final String SELECT =
      "select r.id, r.study_uid, r.series_uid, r.model_id, r.state, r.failure_code,"
          + " r.created_by_name, r.created_at, r.closed_at, r.last_event from annotation_session r";

  private final EntityManager entities;
  private final AccessPolicy access;

  SessionSearch(EntityManager entities, AccessPolicy access) {
    this.entities = entities;
    this.access = access;
  }

  /** The sessions after one, the newest first. */
  public SessionPage find(Filter filter, Cursor after, int most) {
    int limit = Listing.limit(most);
    Listing listing =
        new Listing(SELECT)
            .equal("study_uid", checkedStudy(filter.study()))
            .equal("series_uid", checkedSeries(filter.series()))
            .equal("state", filter.state() == null ? "" : filter.state().name())
            .equal("created_by_name", filter.openedBy())
            .equal("model_id", filter.model());
    access
        .scope(Role.OPERATOR)
        .ifPresent(mine -> listing.within(mine.studies(), "r.connection_id", mine.connections()));
    listing.notIn("study_uid", access.hidden());
    List<SessionSummary> found =
        QuarkusTransaction.requiringNew()
            .call(() -> listing.rows(entities, after, limit + 1).stream().map(this::row).toList());
    if (found.size() <= limit) {
      return new SessionPage(found, null);
    }
    SessionSummary last = found.get(limit - 1);
    return new SessionPage(
        found.subList(0, limit), new Cursor(last.createdAt(), last.id()).toString());
  }

  private SessionSummary row(Object[] row) {
    return new SessionSummary(
        (UUID) row[0],
        (String) row[1],
        (String) row[2],
        (String) row[3],
        SessionState.valueOf((String) row[4]),
        (String) row[5],
        (String) row[6],
        (Instant) row[7],
        (Instant) row[8],
        ((Number) row[9]).longValue());
  }

  private static @Nullable String checkedStudy(@Nullable String uid) {
    return uid == null || uid.isEmpty() ? uid : new StudyUid(uid).value();
  }

  private static @Nullable String checkedSeries(@Nullable String uid) {
    return uid == null || uid.isEmpty() ? uid : new SeriesUid(uid).value();
  }
}
