package io.deepgrow.app.access;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.account.ProjectRoles;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Renames and deletes projects, and counts the work in them. */
@ApplicationScoped
public class ProjectChanges {

  private static final String TYPE = "project";

  /** Works on the studies of a project, whoever did them. */
  public record Work(long sessions, long openSessions, long results) {}

  private final Projects projects;
  private final ProjectStudies studies;
  private final ProjectRoles roles;
  private final EntityManager entities;
  private final AuditTrail audit;

  ProjectChanges(
      Projects projects,
      ProjectStudies studies,
      ProjectRoles roles,
      EntityManager entities,
      AuditTrail audit) {
    this.projects = projects;
    this.studies = studies;
    this.roles = roles;
    this.entities = entities;
    this.audit = audit;
  }

  /** The sessions and results on the studies of a project; {@code project.not_found}. */
  public Work work(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              projects.require(id);
              Object[] row =
                  (Object[])
                      entities
                          .createNativeQuery(
                              "with studies as (select study_uid from project_study where"
                                  + " project_id = :project) select (select count(*) from"
                                  + " annotation_session where study_uid in (table studies)),"
                                  + " (select count(*) from annotation_session where state <>"
                                  + " 'CLOSED' and study_uid in (table studies)), (select count(*)"
                                  + " from stored_result where study_uid in (table studies))")
                          .setParameter("project", id)
                          .getSingleResult();
              return new Work(number(row[0]), number(row[1]), number(row[2]));
            });
  }

  private static long number(Object count) {
    return ((Number) count).longValue();
  }

  /** Who has which role in a project; {@code project.not_found}. */
  public List<ProjectRoles.Member> members(UUID id) {
    projects.get(id);
    return roles.members(id);
  }

  /**
   * Gives a project another name.
   *
   * @param revision that the caller saw; null for any
   * @throws ApiException {@code project.not_found}, {@code project.exists}, {@code request.changed}
   */
  public Projects.ProjectView rename(UUID id, @Nullable Integer revision, String name) {
    String label = Projects.label(name);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Projects.ProjectView before = hold(id, revision);
              int taken =
                  entities
                      .createNativeQuery("select 1 from project where name = :name and id <> :id")
                      .setParameter("name", label)
                      .setParameter("id", id)
                      .getResultList()
                      .size();
              if (taken > 0) {
                throw new ApiException(
                    ErrorCode.PROJECT_EXISTS, "There is a project of that name already");
              }
              entities
                  .createNativeQuery(
                      "update project set name = :name, revision = revision + 1 where id = :id")
                  .setParameter("name", label)
                  .setParameter("id", id)
                  .executeUpdate();
              audit.record("project.renamed", object(id), before.name() + " -> " + label);
              return projects.require(id);
            });
  }

  /**
   * Deletes a project with all roles and decided reviews in it; studies, sessions and results stay.
   *
   * @param revision that the caller saw; null for any
   * @param name the project's, so that no other one is deleted by mistake
   * @throws ApiException {@code project.not_found}, {@code request.changed}, {@code
   *     request.malformed} for another name, {@code project.reviews_awaited}
   */
  public void delete(UUID id, @Nullable Integer revision, String name) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Projects.ProjectView project = hold(id, revision);
              if (!project.name().equals(name.strip())) {
                throw new ApiException(
                    ErrorCode.BAD_REQUEST, "confirm is the name of the project to delete");
              }
              requireNoneAwaited(id);
              int ended = roles.endAll(id);
              for (String table : List.of("project_study where project_id", "project where id")) {
                entities
                    .createNativeQuery("delete from " + table + " = :id")
                    .setParameter("id", id)
                    .executeUpdate();
              }
              audit.record(
                  "project.deleted",
                  object(id),
                  project.name() + " with " + project.studies() + " studies, " + ended + " roles");
            });
    studies.forget(id);
    roles.forget();
  }

  /** What waits for a review would wait for ever. */
  private void requireNoneAwaited(UUID id) {
    boolean any =
        !entities
            .createNativeQuery(
                "select 1 from review v join stored_result r on r.id = v.result_id where"
                    + " v.project_id = :id and (v.state = 'AWAITED' or r.state ="
                    + " 'AWAITING_REVIEW')")
            .setParameter("id", id)
            .setMaxResults(1)
            .getResultList()
            .isEmpty();
    if (any) {
      throw new ApiException(
          ErrorCode.PROJECT_REVIEWS_AWAITED,
          "Results of this project wait for their review or for a choice between copies; decide about"
              + " them first");
    }
  }

  private Projects.ProjectView hold(UUID id, @Nullable Integer revision) {
    entities
        .createNativeQuery("select 1 from project where id = :id for update")
        .setParameter("id", id)
        .getResultList();
    Projects.ProjectView project = projects.require(id);
    if (revision != null && revision != project.revision()) {
      throw new ApiException(
          ErrorCode.CHANGED, "Somebody has changed this project meanwhile; look at it anew");
    }
    return project;
  }

  private static AuditObject object(UUID id) {
    return new AuditObject(TYPE, id.toString());
  }
}
