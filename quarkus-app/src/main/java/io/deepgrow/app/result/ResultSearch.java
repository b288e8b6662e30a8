package io.deepgrow.app.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.Listing;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.access.StudyScope;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds results for those who run the service, in the studies in which they do. */
@ApplicationScoped
public class ResultSearch {

  private static final int MOST_REASONS = 20;

  /**
   * Which results; what is null or empty takes any.
   *
   * @param reason as a whole, as the result has it
   */
  public record Filter(
      @Nullable ResultState state, @Nullable String study, @Nullable String reason) {}

  /**
   * A result with what its sender knows.
   *
   * @param attempts to store it, since it was sent on its way
   * @param checks attempts to read it back
   * @param reason what the PACS or the network said last
   * @param storedBy the name of the account; empty where none is known
   * @param modelVersion the version of the model that its session keeps
   * @param nextAttempt when it is tried again, unless it is at its end
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ResultItem(
      UUID id,
      UUID sessionId,
      ResultState state,
      String studyUid,
      String seriesUid,
      String sopInstanceUid,
      int attempts,
      int checks,
      @Nullable String reason,
      @Nullable String note,
      String storedBy,
      @Nullable UUID modelVersion,
      Instant createdAt,
      @Nullable Instant nextAttempt) {}

  /**
   * A page.
   *
   * @param next goes as {@code after} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ResultPage(List<ResultItem> results, @Nullable String next) {}

  /** How many results were refused for one reason. */
  public record Reason(String reason, long results, Instant oldest) {}

  private static final String SELECT =
      "select r.id, r.session_id, r.state, r.study_uid, r.series_uid, r.sop_uid, r.attempts,"
          + " r.checks, r.reason, r.note, r.created_by_name, r.created_at, r.next_attempt,"
          + " (select s.model_version from annotation_session s where s.id = r.session_id)"
          + " from stored_result r";

  /** The PACS of a result's series, which decides who may see it. */
  private static final String SOURCE =
      "(select s.connection_id from annotation_session s where s.id = r.session_id)";

  private final EntityManager entities;
  private final AccessPolicy access;

  ResultSearch(EntityManager entities, AccessPolicy access) {
    this.entities = entities;
    this.access = access;
  }

  /** The results after one, the newest first. */
  public ResultPage find(Filter filter, Cursor after, int most) {
    int limit = Listing.limit(most);
    String study = filter.study();
    Listing listing =
        new Listing(SELECT)
            .equal("state", filter.state() == null ? "" : filter.state().name())
            .equal(
                "study_uid", study == null || study.isEmpty() ? study : new StudyUid(study).value())
            .equal("reason", filter.reason());
    access
        .scope(Role.OPERATOR)
        .ifPresent(mine -> listing.within(mine.studies(), SOURCE, mine.connections()));
    listing.notIn("study_uid", access.hidden());
    List<ResultItem> found =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    listing.rows(entities, after, limit + 1).stream()
                        .map(ResultSearch::item)
                        .toList());
    if (found.size() <= limit) {
      return new ResultPage(found, null);
    }
    ResultItem last = found.get(limit - 1);
    return new ResultPage(
        found.subList(0, limit), new Cursor(last.createdAt(), last.id()).toString());
  }

  /** How many results there are in each state. */
  public Map<ResultState, Long> counts() {
    Map<ResultState, Long> counts = new EnumMap<>(ResultState.class);
    for (ResultState state : ResultState.values()) {
      counts.put(state, 0L);
    }
    for (Object[] row :
        grouped("select r.state, count(*) from stored_result r where true", " group by r.state")) {
      counts.put(ResultState.valueOf((String) row[0]), ((Number) row[1]).longValue());
    }
    return counts;
  }

  /** Why results were refused, the most frequent reason first; the first twenty. */
  public List<Reason> reasons() {
    return grouped(
            "select coalesce(r.reason, ''), count(*), min(r.created_at) from stored_result r"
                + " where r.state = 'REJECTED'",
            " group by r.reason order by 2 desc, 1 limit " + MOST_REASONS)
        .stream()
        .map(row -> new Reason((String) row[0], ((Number) row[1]).longValue(), (Instant) row[2]))
        .toList();
  }

  /** What is asked of rows where somebody may not see all. */
  private static String which(StudyScope scope) {
    List<String> any = new ArrayList<>();
    if (!scope.studies().isEmpty()) {
      any.add("r.study_uid in (:mine)");
    }
    if (!scope.connections().isEmpty()) {
      any.add(SOURCE + " in (:those)");
    }
    if (scope.hasAll(ConnectionId.DEFAULT)) {
      any.add(SOURCE + " is null");
    }
    return " and (" + String.join(" or ", any) + ")";
  }

  private List<Object[]> grouped(String select, String rest) {
    Optional<StudyScope> mine = access.scope(Role.OPERATOR);
    if (mine.isPresent() && mine.get().isEmpty()) {
      return List.of();
    }
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Query query =
                  entities.createNativeQuery(
                      select + mine.map(ResultSearch::which).orElse("") + rest);
              mine.map(StudyScope::studies)
                  .filter(studies -> !studies.isEmpty())
                  .ifPresent(studies -> query.setParameter("mine", List.copyOf(studies)));
              mine.map(StudyScope::connections)
                  .filter(connections -> !connections.isEmpty())
                  .ifPresent(those -> query.setParameter("those", List.copyOf(those)));
              List<?> rows = query.getResultList();
              return rows.stream().map(Object[].class::cast).toList();
            });
  }

  private static ResultItem item(Object[] row) {
    ResultState state = ResultState.valueOf((String) row[2]);
    Standing standing = Standing.of(state);
    boolean ended = standing instanceof Standing.Ended || standing instanceof Standing.InReview;
    return new ResultItem(
        (UUID) row[0],
        (UUID) row[1],
        state,
        (String) row[3],
        (String) row[4],
        (String) row[5],
        ((Number) row[6]).intValue(),
        ((Number) row[7]).intValue(),
        (String) row[8],
        (String) row[9],
        (String) row[10],
        (UUID) row[13],
        (Instant) row[11],
        ended ? null : (Instant) row[12]);
  }
}
