package io.deepgrow.app.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Labels;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Named sets of studies. Every change is a transaction with its audit row. */
@ApplicationScoped
public class Projects {

  /** What is changed on another replica is seen here after this time at the latest. */
  private static final Duration SEEN_AFTER = Duration.ofSeconds(10);

  private static final int MOST_REMEMBERED = 1000;
  private static final String TYPE = "project";
  private static final String VIEWS =
      "select p.id, p.name, p.created_at, p.revision, (select count(*) from project_study s where"
          + " s.project_id = p.id) from project p where ";

  /**
   * A project.
   *
   * @param studies how many
   */
  public record ProjectView(UUID id, String name, long studies, Instant createdAt, int revision) {}

  private final EntityManager entities;
  private final AuditTrail audit;
  private final Clock clock;
  private final LoadingCache<UUID, Set<String>> remembered =
      Caffeine.newBuilder()
          .expireAfterWrite(SEEN_AFTER)
          .maximumSize(MOST_REMEMBERED)
          .build(this::read);

  Projects(EntityManager entities, AuditTrail audit, Clock clock) {
    this.entities = entities;
    this.audit = audit;
    this.clock = clock;
  }

  /** The studies of these projects, as they were some seconds ago at most. */
  Set<String> studies(Collection<UUID> projects) {
    Set<String> all = new HashSet<>();
    projects.forEach(project -> all.addAll(remembered.get(project)));
    return all;
  }

  private Set<String> read(UUID project) {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select study_uid from project_study where project_id = :project")
                        .setParameter("project", project)
                        .getResultList());
    Set<String> studies = new HashSet<>();
    rows.forEach(row -> studies.add((String) row));
    return studies;
  }

  /** Projects by name. */
  public List<ProjectView> list() {
    return QuarkusTransaction.requiringNew().call(() -> views("true", null));
  }

  /**
   * Projects by name.
   *
   * @param after the last name of the page before; empty for the first
   */
  public List<ProjectView> list(String after, int most) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              var page =
                  entities
                      .createNativeQuery(VIEWS + "p.name > :after order by p.name")
                      .setParameter("after", after)
                      .setMaxResults(most);
              return views(page.getResultList());
            });
  }

  /** A project; {@code project.not_found}. */
  public ProjectView get(UUID id) {
    return QuarkusTransaction.requiringNew().call(() -> require(id));
  }

  /** A project in the caller's transaction; {@code project.not_found}. */
  ProjectView require(UUID id) {
    return views("p.id = :id", id).stream()
        .findFirst()
        .orElseThrow(
            () -> new ApiException(ErrorCode.PROJECT_NOT_FOUND, "There is no project " + id));
  }

  private List<ProjectView> views(String which, @Nullable UUID id) {
    var query = entities.createNativeQuery(VIEWS + which + " order by p.name");
    if (id != null) {
      query.setParameter("id", id);
    }
    return views(query.getResultList());
  }

  private static List<ProjectView> views(List<?> rows) {
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new ProjectView(
                    (UUID) row[0],
                    (String) row[1],
                    ((Number) row[4]).longValue(),
                    (Instant) row[2],
                    ((Number) row[3]).intValue()))
        .toList();
  }

  /** The studies of a project by UID, those after one. */
  public List<String> studies(UUID project, String after, int most) {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  require(project);
                  return entities
                      .createNativeQuery(
                          "select study_uid from project_study where project_id = :project and"
                              + " study_uid > :after order by study_uid limit :most")
                      .setParameter("project", project)
                      .setParameter("after", after)
                      .setParameter("most", most)
                      .getResultList();
                });
    return rows.stream().map(String.class::cast).toList();
  }

  /**
   * Makes a project.
   *
   * @throws ApiException {@code project.exists}, {@code request.malformed}
   */
  public ProjectView create(String name) {
    String label = label(name);
    UUID id = UUID.randomUUID();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              int made =
                  entities
                      .createNativeQuery(
                          "insert into project (id, name, created_at) values (:id, :name, :now) on"
                              + " conflict (name) do nothing")
                      .setParameter("id", id)
                      .setParameter("name", label)
                      .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
                      .executeUpdate();
              if (made == 0) {
                throw new ApiException(
                    ErrorCode.PROJECT_EXISTS, "There is a project of that name already");
              }
              audit.record("project.created", new AuditObject(TYPE, id.toString()), label);
              return require(id);
            });
  }

  /** A project's name; {@code request.malformed}. */
  static String label(String name) {
    String label = Labels.require(name);
    if (label.isEmpty()) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "A project has a name");
    }
    return label;
  }

  /** Has the studies of a project looked up anew. */
  void forget(UUID project) {
    remembered.invalidate(project);
  }

  /** Puts studies into a project; those in it already change nothing. */
  public ProjectView add(UUID project, Collection<StudyUid> studies) {
    return change(
        project,
        studies,
        "project.studies_added",
        "insert into project_study (project_id, study_uid) values (:project, :study) on conflict do"
            + " nothing");
  }

  /** Takes studies out of a project. */
  public ProjectView remove(UUID project, Collection<StudyUid> studies) {
    return change(
        project,
        studies,
        "project.studies_removed",
        "delete from project_study where project_id = :project and study_uid = :study");
  }

  private ProjectView change(
      UUID project, Collection<StudyUid> studies, String deed, String statement) {
    ProjectView after =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  require(project);
                  for (StudyUid study : studies) {
                    entities
                        .createNativeQuery(statement)
                        .setParameter("project", project)
                        .setParameter("study", study.value())
                        .executeUpdate();
                    audit.record(deed, new AuditObject(TYPE, project.toString()), study.value());
                  }
                  return require(project);
                });
    remembered.invalidate(project);
    return after;
  }
}
