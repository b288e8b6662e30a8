package io.deepgrow.app.project;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.BlindStudies;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.model.ModelService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What projects say about the work on their studies, read and set. */
@ApplicationScoped
public class SettingsOfProjects {

  private final SettingsRows rows;
  private final Projects projects;
  private final ModelService models;
  private final BlindStudies blind;
  private final EntityManager entities;
  private final AuditTrail audit;

  SettingsOfProjects(
      SettingsRows rows,
      Projects projects,
      ModelService models,
      BlindStudies blind,
      EntityManager entities,
      AuditTrail audit) {
    this.rows = rows;
    this.projects = projects;
    this.models = models;
    this.blind = blind;
    this.entities = entities;
    this.audit = audit;
  }

  /** The settings of a project; {@code project.not_found}. */
  public ProjectSettings get(UUID project) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              projects.require(project);
              return rows.of(project);
            });
  }

  /** By which project's rule a result of a study is reviewed: the strictest. None for no rule. */
  public Optional<StudyRule> ruleOf(String study) {
    return QuarkusTransaction.joiningExisting().call(() -> rows.ofStudy(study)).stream()
        .filter(rule -> rule.settings().review() != ReviewPolicy.NONE)
        .findFirst();
  }

  /** The model that the projects of a study name; none where they name none or several. */
  public Optional<String> modelOf(String study) {
    List<String> named =
        QuarkusTransaction.joiningExisting().call(() -> rows.ofStudy(study)).stream()
            .map(rule -> rule.settings().modelId())
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
  }

  /**
   * Sets all of a project.
   *
   * @param seen the revision that the caller saw; null for any
   * @throws ApiException {@code project.not_found}, {@code request.changed}, {@code
   *     request.malformed}, {@code structure.unknown}, {@code model.not_found}
   */
  public ProjectSettings put(UUID project, @Nullable Integer seen, ProjectSettings settings) {
    ProjectSettings checked = settings.checked();
    if (checked.modelId() != null) {
      models.require(checked.modelId());
    }
    ProjectSettings after =
        QuarkusTransaction.requiringNew().call(() -> put(project, checked, seen));
    blind.forget();
    return after;
  }

  private ProjectSettings put(UUID project, ProjectSettings settings, @Nullable Integer seen) {
    entities
        .createNativeQuery("select 1 from project where id = :id for update")
        .setParameter("id", project)
        .getResultList();
    projects.require(project);
    ProjectSettings before = rows.of(project);
    if (seen != null && seen != before.revision()) {
      throw new ApiException(
          ErrorCode.CHANGED, "Somebody has changed these settings meanwhile; look at them anew");
    }
    rows.put(project, settings);
    audit.record(
        "project.settings_changed",
        new AuditObject("project", project.toString()),
        words(before) + " -> " + words(settings));
    return rows.of(project);
  }

  private static String words(ProjectSettings settings) {
    return settings.review()
        + (settings.review() == ReviewPolicy.SAMPLE ? " " + settings.samplePercent() + " %" : "")
        + (settings.fourEyes() ? ", four eyes" : "")
        + ", overlap "
        + settings.overlap()
        + (settings.modelId() == null ? "" : ", model " + settings.modelId())
        + ", structures "
        + settings.structures().stream().map(ProjectStructure::structure).toList();
  }
}
