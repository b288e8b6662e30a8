package io.deepgrow.app.access;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The studies of projects. Every change is a transaction with its audit row. */
@ApplicationScoped
public class ProjectStudies {

  /** What is changed on another replica is seen here after this time at the latest. */
  private static final Duration SEEN_AFTER = Duration.ofSeconds(10);

  private static final int MOST_REMEMBERED = 1000;

  private static final String ADD =
      "insert into project_study (project_id, study_uid) values (:project, :study) on conflict do"
          + " nothing";

  private final Projects projects;
  private final BlindStudies blind;
  private final EntityManager entities;
  private final AuditTrail audit;
  private final LoadingCache<UUID, Set<String>> remembered =
      Caffeine.newBuilder()
          .expireAfterWrite(SEEN_AFTER)
          .maximumSize(MOST_REMEMBERED)
          .build(this::read);

  ProjectStudies(Projects projects, BlindStudies blind, EntityManager entities, AuditTrail audit) {
    this.projects = projects;
    this.blind = blind;
    this.entities = entities;
    this.audit = audit;
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

  /** The studies of a project by UID, those after one. */
  public List<String> studies(UUID project, String after, int most) {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  projects.require(project);
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

  /** Has the studies of a project looked up anew. */
  void forget(UUID project) {
    remembered.invalidate(project);
    blind.forget();
  }

  /** Puts studies into a project; those in it already change nothing. */
  public Projects.ProjectView add(UUID project, Collection<StudyUid> studies) {
    return change(project, studies, "project.studies_added", ADD);
  }

  /**
   * Puts a study into a project in the transaction of its caller; people of the project see it
   * within some seconds. One that is in it already changes nothing.
   *
   * @throws io.deepgrow.app.ApiException {@code project.not_found}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void include(UUID project, StudyUid study) {
    projects.require(project);
    int added =
        entities
            .createNativeQuery(ADD)
            .setParameter("project", project)
            .setParameter("study", study.value())
            .executeUpdate();
    if (added == 1) {
      audit.record(
          "project.studies_added",
          new AuditObject(Projects.TYPE, project.toString()),
          study.value());
    }
  }

  /** Whether a project holds a study. */
  public boolean has(UUID project, String study) {
    return read(project).contains(study);
  }

  /** Takes studies out of a project. */
  public Projects.ProjectView remove(UUID project, Collection<StudyUid> studies) {
    return change(
        project,
        studies,
        "project.studies_removed",
        "delete from project_study where project_id = :project and study_uid = :study");
  }

  private Projects.ProjectView change(
      UUID project, Collection<StudyUid> studies, String deed, String statement) {
    Projects.ProjectView after =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  projects.require(project);
                  for (StudyUid study : studies) {
                    entities
                        .createNativeQuery(statement)
                        .setParameter("project", project)
                        .setParameter("study", study.value())
                        .executeUpdate();
                    audit.record(
                        deed, new AuditObject(Projects.TYPE, project.toString()), study.value());
                  }
                  return projects.require(project);
                });
    forget(project);
    return after;
  }
}
