package io.deepgrow.app.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.Listing;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    access.studies(Role.OPERATOR).ifPresent(mine -> listing.in("study_uid", mine));
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

  private List<Object[]> grouped(String select, String rest) {
    Optional<Set<String>> mine = access.studies(Role.OPERATOR);
    if (mine.isPresent() && mine.get().isEmpty()) {
      return List.of();
    }
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              String which = mine.isPresent() ? " and r.study_uid in (:mine)" : "";
              Query query = entities.createNativeQuery(select + which + rest);
              mine.ifPresent(studies -> query.setParameter("mine", List.copyOf(studies)));
              List<?> rows = query.getResultList();
              return rows.stream().map(Object[].class::cast).toList();
            });
  }

  private static ResultItem item(Object[] row) {
    ResultState state = ResultState.valueOf((String) row[2]);
    boolean ended = Standing.of(state) instanceof Standing.Ended;
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
