package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.viewer.ViewerConfig;
import io.deepgrow.app.worklist.ReadingTaskView;
import io.deepgrow.app.worklist.TaskFilter;
import io.deepgrow.app.worklist.TaskList;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the pages of the worklist, which several forms come back to. */
@ApplicationScoped
class WorklistSheets {

  private static final int PAGE = 50;

  /** A tab as a link. */
  record TabLink(String name, String link, boolean current) {}

  /** A project that a series can be put on the list for. */
  record ProjectChoice(UUID id, String name) {}

  /** What the form for a new task has in it. */
  record NewTask(
      String study,
      String series,
      String structures,
      String project,
      String account,
      String priority,
      String hours,
      String reason) {

    static final NewTask NONE = new NewTask("", "", "", "", "", "5", "", "");
  }

  /**
   * The list.
   *
   * @param empty what to say where it has no rows
   * @param next where the next page is, or empty
   * @param annotates whether the reader takes tasks
   */
  record Listed(
      List<TabLink> tabs,
      List<TaskRow> rows,
      String empty,
      String next,
      boolean annotates,
      List<ProjectChoice> projects,
      NewTask form) {}

  /**
   * One task.
   *
   * @param leads whether the reader may hand it over though it is not theirs
   * @param runs whether the reader may withdraw it
   */
  record Sheet(TaskRow row, boolean leads, boolean runs) {}

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance worklist(Frame frame, Listed page);

    static native TemplateInstance readingTask(Frame frame, Sheet sheet);
  }

  private final Frames frames;
  private final TaskList tasks;
  private final Projects projects;
  private final CurrentCaller callers;
  private final ViewerConfig viewer;
  private final Clock clock;

  WorklistSheets(
      Frames frames,
      TaskList tasks,
      Projects projects,
      CurrentCaller callers,
      ViewerConfig viewer,
      Clock clock) {
    this.frames = frames;
    this.tasks = tasks;
    this.projects = projects;
    this.callers = callers;
    this.viewer = viewer;
    this.clock = clock;
  }

  TemplateInstance list(WorklistTab tab, @Nullable String after, String message, String problem) {
    return list(tab, after, message, problem, NewTask.NONE);
  }

  /** The list with what was in the form for a new task. */
  TemplateInstance list(
      WorklistTab tab, @Nullable String after, String message, String problem, NewTask form) {
    TaskList.TaskPage found =
        tasks.find(
            new TaskFilter(
                tab.mine, tab.takeable, tab.ended ? TaskFilter.ENDED : TaskFilter.UNFINISHED),
            after,
            PAGE);
    List<TabLink> tabs = new ArrayList<>();
    for (WorklistTab each : WorklistTab.values()) {
      tabs.add(new TabLink(each.title, path(each).toString(), each == tab));
    }
    String next = found.next();
    Listed page =
        new Listed(
            tabs,
            found.tasks().stream().map(this::row).toList(),
            tab.empty,
            next == null ? "" : path(tab).with("after", next).toString(),
            callers.get().roles().contains(Role.ANNOTATOR),
            choices(),
            form);
    return Pages.worklist(frames.of(Frames.Place.WORKLIST, message, problem), page);
  }

  private List<ProjectChoice> choices() {
    Caller caller = callers.get();
    Set<UUID> own = caller.projects(Role.ANNOTATOR);
    return projects.list().stream()
        .filter(project -> caller.hasEverywhere(Role.ANNOTATOR) || own.contains(project.id()))
        .map(project -> new ProjectChoice(project.id(), project.name()))
        .toList();
  }

  TemplateInstance task(UUID id, String message, String problem) {
    ReadingTaskView task = tasks.get(id);
    Set<Role> roles = callers.get().roles();
    boolean runs = roles.contains(Role.OPERATOR);
    return Pages.readingTask(
        frames.below(
            Frames.Place.WORKLIST, "Reading task " + Texts.shortened(id), message, problem),
        new Sheet(row(task), runs || roles.contains(Role.REVIEWER), runs));
  }

  private TaskRow row(ReadingTaskView task) {
    return new TaskRow(task, name(task.project()), viewer(task), clock.instant());
  }

  private String name(@Nullable UUID project) {
    try {
      return project == null ? "" : projects.get(project).name();
    } catch (ApiException e) {
      return "a project that was deleted";
    }
  }

  /** Where the viewer opens a task; it shows the configured PACS only. */
  private String viewer(ReadingTaskView task) {
    return viewer.enabled() && task.connection() == null
        ? new Links(frames.base() + "deepgrow")
            .with("StudyInstanceUIDs", task.studyUid())
            .with("task", task.id())
            .toString()
        : "";
  }

  /** Where the viewer opens a task; its page where no viewer does. */
  URI opened(ReadingTaskView task) {
    String link = viewer(task);
    return link.isEmpty() ? at(task.id(), Done.TASK_TAKEN) : URI.create(link);
  }

  URI at(UUID id, Done done) {
    return URI.create(frames.base() + "console/worklist/" + id + done.query());
  }

  /** Where a tab is, saying what was done. */
  URI at(WorklistTab tab, Done done) {
    return URI.create(path(tab).with("done", done.query().substring("?done=".length())).toString());
  }

  private Links path(WorklistTab tab) {
    return new Links(frames.base() + "console/worklist").with("show", tab);
  }
}
