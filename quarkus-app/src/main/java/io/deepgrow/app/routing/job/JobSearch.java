package io.deepgrow.app.routing.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.Listing;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds jobs, in the studies of which the caller is an operator. */
@ApplicationScoped
public class JobSearch {

  /**
   * Which jobs; what is null takes any.
   *
   * @param code what was wrong last
   */
  public record Filter(
      @Nullable JobState state,
      @Nullable ActionKind kind,
      @Nullable UUID rule,
      @Nullable String study,
      @Nullable String code) {

    /** Any job. */
    public static final Filter ALL = new Filter(null, null, null, null, null);
  }

  /**
   * A page.
   *
   * @param next goes as {@code after} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record JobPage(List<JobView> jobs, @Nullable String next) {
    public JobPage {
      jobs = List.copyOf(jobs);
    }
  }

  /** What was wrong with jobs that were given up, and with how many. */
  public record DeadLetters(String code, String example, long jobs, Instant newest) {}

  private static final String SELECT =
      "select r.id, r.kind, r.state, r.connection_id, c.name, r.study_uid, r.series_uid, r.action,"
          + " r.rule_id, r.rule_version, r.ordered_by, r.priority, r.not_before, r.tries,"
          + " nullif(r.failure_code, ''), nullif(r.failure_text, ''), r.outputs, r.created_at,"
          + " r.ended_at from routing_job r left join pacs_connection c on c.id = r.connection_id";

  private final EntityManager entities;
  private final AccessPolicy access;
  private final JobJson json;

  JobSearch(EntityManager entities, AccessPolicy access, JobJson json) {
    this.entities = entities;
    this.access = access;
    this.json = json;
  }

  /** The jobs after one, the newest first. */
  public JobPage find(Filter filter, Cursor after, int most) {
    int limit = Listing.limit(most);
    String study = filter.study();
    Listing listing =
        new Listing(SELECT)
            .equal("state", name(filter.state()))
            .equal("kind", name(filter.kind()))
            .equal("study_uid", study == null || study.isEmpty() ? "" : new StudyUid(study).value())
            .equal("failure_code", filter.code());
    if (filter.code() != null && !filter.code().isEmpty()) {
      // as the index has it
      listing.where("r.failure_code <> ''", Map.of());
    }
    UUID rule = filter.rule();
    if (rule != null) {
      listing.where("r.rule_id = :rule", Map.of("rule", rule));
    }
    access
        .scope(Role.OPERATOR)
        .ifPresent(mine -> listing.within(mine.studies(), "r.connection_id", mine.connections()));
    List<JobView> found =
        QuarkusTransaction.requiringNew()
            .call(() -> listing.rows(entities, after, limit + 1).stream().map(this::view).toList());
    if (found.size() <= limit) {
      return new JobPage(found, null);
    }
    JobView last = found.get(limit - 1);
    return new JobPage(found.subList(0, limit), new Cursor(last.createdAt(), last.id()).toString());
  }

  private static String name(@Nullable Enum<?> constant) {
    return constant == null ? "" : constant.name();
  }

  /** A job in the caller's transaction, whoever they are. */
  Optional<JobView> row(UUID id) {
    List<?> rows =
        entities
            .createNativeQuery(SELECT + " where r.id = :id")
            .setParameter("id", id)
            .getResultList();
    return rows.stream().findFirst().map(Object[].class::cast).map(this::view);
  }

  /** Jobs that were given up, by what was wrong, those with most of them first. */
  public List<DeadLetters> deadLetters() {
    access.requireEverywhere(Role.OPERATOR);
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select failure_code, count(*), max(created_at), (array_agg("
                                + "failure_text order by created_at desc))[1] from routing_job"
                                + " where state = 'DEAD' group by failure_code order by 2 desc, 1")
                        .getResultList());
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new DeadLetters(
                    (String) row[0],
                    (String) row[3],
                    ((Number) row[1]).longValue(),
                    (Instant) row[2]))
        .toList();
  }

  private JobView view(Object[] row) {
    return new JobView(
        (UUID) row[0],
        ActionKind.valueOf((String) row[1]),
        JobState.valueOf((String) row[2]),
        ConnectionId.ofColumn((UUID) row[3]),
        (String) row[4],
        (String) row[5],
        (String) row[6],
        json.read((String) row[7], Action.class),
        (UUID) row[8],
        row[9] == null ? null : (Integer) ((Number) row[9]).intValue(),
        (String) row[10],
        ((Number) row[11]).intValue(),
        (Instant) row[12],
        ((Number) row[13]).intValue(),
        (String) row[14],
        (String) row[15],
        json.read(Objects.requireNonNull((String) row[16]), JobOutputs.class),
        (Instant) row[17],
        (Instant) row[18]);
  }
}
