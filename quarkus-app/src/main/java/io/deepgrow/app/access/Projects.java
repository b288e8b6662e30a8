package io.deepgrow.app.access;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Labels;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Projects by name. Every change is a transaction with its audit row. */
@ApplicationScoped
public class Projects {

  static final String TYPE = "project";
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

  Projects(EntityManager entities, AuditTrail audit, Clock clock) {
    this.entities = entities;
    this.audit = audit;
    this.clock = clock;
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
  public ProjectView require(UUID id) {
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
}
