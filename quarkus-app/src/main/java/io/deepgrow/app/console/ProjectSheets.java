package io.deepgrow.app.console;

import io.deepgrow.app.access.ProjectChanges;
import io.deepgrow.app.access.ProjectStudies;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.account.ProjectRoles;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.project.ProjectSettings;
import io.deepgrow.app.project.ReviewPolicy;
import io.deepgrow.app.project.SettingsOfProjects;
import io.deepgrow.app.review.Reviews;
import io.deepgrow.app.session.ReviewState;
import io.deepgrow.model.ModelDescriptor;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes the page of one project, which several forms come back to. */
@ApplicationScoped
class ProjectSheets {

  private static final int PAGE = 100;

  /**
   * A project with all that is shown of it.
   *
   * @param studies a page of their UIDs
   * @param next the last UID of it where others follow; else empty
   * @param all roles that there are
   * @param pasted what the form for studies had in it
   * @param settings what it says about the work on its studies
   * @param structures those of the settings as the form has them
   * @param reviews how many are in each state
   * @param models that a session may have
   */
  record Sheet(
      Projects.ProjectView project,
      ProjectChanges.Work work,
      List<ProjectRoles.Member> members,
      List<String> studies,
      String after,
      String next,
      List<Role> all,
      String pasted,
      ProjectSettings settings,
      String structures,
      Map<ReviewState, Long> reviews,
      List<String> models) {

    /** When results are reviewed. */
    public List<ReviewPolicy> policies() {
      return List.of(ReviewPolicy.values());
    }
  }

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance project(Frame frame, Sheet sheet);
  }

  private final Frames frames;
  private final Projects projects;
  private final ProjectStudies studies;
  private final ProjectChanges changes;
  private final SettingsOfProjects settings;
  private final Reviews reviews;
  private final ModelService models;

  ProjectSheets(
      Frames frames,
      Projects projects,
      ProjectStudies studies,
      ProjectChanges changes,
      SettingsOfProjects settings,
      Reviews reviews,
      ModelService models) {
    this.frames = frames;
    this.projects = projects;
    this.studies = studies;
    this.changes = changes;
    this.settings = settings;
    this.reviews = reviews;
    this.models = models;
  }

  /** The page of a project; {@code project.not_found}. */
  TemplateInstance page(UUID id, String after, String message) {
    return page(id, after, message, "", "");
  }

  /** The page with what was wrong, and what the form for studies had in it. */
  TemplateInstance refused(UUID id, String problem, String pasted) {
    return page(id, "", "", problem, pasted);
  }

  private TemplateInstance page(
      UUID id, String after, String message, String problem, String pasted) {
    Projects.ProjectView project = projects.get(id);
    ProjectSettings rules = settings.get(id);
    List<String> found = studies.studies(id, after, PAGE + 1);
    List<String> shown = found.subList(0, Math.min(PAGE, found.size()));
    Sheet sheet =
        new Sheet(
            project,
            changes.work(id),
            changes.members(id),
            shown,
            after,
            found.size() > PAGE ? shown.get(PAGE - 1) : "",
            List.of(Role.values()),
            pasted,
            rules,
            StructureLines.text(rules.structures()),
            reviews.counts(id),
            models.models().stream().map(ModelDescriptor::id).toList());
    return Pages.project(
        frames.below(Frames.Place.PROJECTS, project.name(), message, problem), sheet);
  }

  /** Where the page is, saying what was done. */
  URI at(UUID id, Done done) {
    return URI.create(frames.base() + "console/projects/" + id + done.query());
  }

  /** Where all projects are, saying what was done. */
  URI all(Done done) {
    return URI.create(frames.base() + "console/projects" + done.query());
  }
}
