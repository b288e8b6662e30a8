package io.deepgrow.app.worklist;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.StoredText;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.access.ProjectStudies;
import io.deepgrow.app.account.AccountLookup;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.project.ProjectStructure;
import io.deepgrow.app.project.SettingsOfProjects;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts tasks on the list: for jobs, and for people by hand. */
@ApplicationScoped
public class ReadingTasks implements ReadingTaskDesk {

  private static final int MOST_STRUCTURES = 30;
  private static final int LONGEST_REASON = 500;

  /**
   * What a person puts on the list.
   *
   * @param connection the name of the PACS that has the series; null for the configured one
   * @param project whose annotators get it; null for all who may annotate the study
   * @param account name or id of who alone gets it; null for whoever takes it
   * @param structures ids of what is to be marked; empty for those of the project
   */
  public record ByHand(
      StudyUid study,
      SeriesUid series,
      @Nullable String connection,
      @Nullable UUID project,
      @Nullable String account,
      List<String> structures,
      int priority,
      @Nullable Instant due,
      String reason) {}

  private final TaskRows rows;
  private final TaskRules rules;
  private final TaskViews views;
  private final TaskRecord record;
  private final Connections connections;
  private final SettingsOfProjects settings;
  private final ProjectStudies studies;
  private final AccountLookup accounts;
  private final SegmentService segments;
  private final AccessPolicy access;
  private final Clock clock;

  ReadingTasks(
      TaskRows rows,
      TaskRules rules,
      TaskViews views,
      TaskRecord record,
      Connections connections,
      SettingsOfProjects settings,
      ProjectStudies studies,
      AccountLookup accounts,
      SegmentService segments,
      AccessPolicy access,
      Clock clock) {
    this.rows = rows;
    this.rules = rules;
    this.views = views;
    this.record = record;
    this.connections = connections;
    this.settings = settings;
    this.studies = studies;
    this.accounts = accounts;
    this.segments = segments;
    this.access = access;
    this.clock = clock;
  }

  /**
   * Puts a task on the list, in the transaction of its caller; a study of a project's task is put
   * into the project, since its annotators could not open it otherwise. Open tasks of another job
   * for the same work are withdrawn.
   *
   * @throws ApiException {@code structure.unknown}, {@code project.not_found}, {@code
   *     account.not_found}, {@code request.malformed}
   */
  @Override
  @Transactional(Transactional.TxType.MANDATORY)
  public void open(NewReadingTask order) {
    if (rows.find(order.id()).isPresent()) {
      return;
    }
    if (order.project() != null) {
      studies.include(order.project(), new StudyUid(order.studyUid()));
    }
    ReadingTask task = task(order);
    if (order.account() != null) {
      task.accountName = accounts.find(order.account().toString()).caller().name();
    }
    add(task);
    if (order.job() != null) {
      rows.supersededBy(task).forEach(other -> supersede(other, task));
    }
  }

  private ReadingTask task(NewReadingTask order) {
    ReadingTask task = new ReadingTask();
    task.id = order.id();
    task.jobId = order.job();
    task.connectionId = order.connection().column();
    task.studyUid = order.studyUid();
    task.seriesUid = order.seriesUid();
    task.projectId = order.project();
    task.accountId = order.account();
    task.structures = String.join(",", structures(order.structures(), order.project()));
    task.priority = order.priority();
    task.due = order.due();
    task.reason = StoredText.of(order.reason().strip(), LONGEST_REASON);
    task.sessionId = order.session();
    task.createdBy = rules.caller().name();
    task.createdAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
    task.changedAt = task.createdAt;
    return task;
  }

  private List<String> structures(List<String> named, @Nullable UUID project) {
    List<String> all =
        named.isEmpty() && project != null
            ? settings.get(project).structures().stream()
                .map(ProjectStructure::structure)
                .limit(MOST_STRUCTURES)
                .toList()
            : named;
    if (all.size() > MOST_STRUCTURES) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "structures are at most " + MOST_STRUCTURES);
    }
    return all.stream().map(each -> segments.code(each).id()).distinct().toList();
  }

  private void add(ReadingTask task) {
    OrderCheck.require(task);
    rows.add(task);
    record.deed("task.opened", task, task.reason);
  }

  private void supersede(ReadingTask task, ReadingTask by) {
    task.step(TaskStep.WITHDRAW, clock.instant().truncatedTo(ChronoUnit.MICROS));
    record.deed("task.superseded", task, "by reading task " + by.id);
  }

  /**
   * Puts a series on the list by hand; its study has to be in the project that is named.
   *
   * @throws ApiException as {@link #open}, {@code security.forbidden}, {@code
   *     connection.not_found}, {@code connection.disabled}, {@code connection.role}, {@code
   *     session.handover_refused} where the account may not mark it
   */
  public ReadingTaskView put(ByHand request) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              NewReadingTask order =
                  new NewReadingTask(
                      UUID.randomUUID(),
                      null,
                      connections.source(request.connection()),
                      request.study().value(),
                      request.series().value(),
                      request.project(),
                      null,
                      request.structures(),
                      request.priority(),
                      request.due(),
                      request.reason(),
                      null);
              ReadingTask task = task(order);
              rules.requireOpening(task);
              requireHeld(task);
              if (request.account() != null && !request.account().isBlank()) {
                Caller alone = rules.able(task, request.account());
                task.accountId = alone.id();
                task.accountName = alone.name();
              }
              add(task);
              return views.of(task);
            });
  }

  /** Only admins put studies into projects, so a task by hand may not do it either. */
  private void requireHeld(ReadingTask task) {
    if (task.projectId != null) {
      if (!rules.runs(task)) {
        access.requireProject(task.projectId, Role.ANNOTATOR);
      }
      if (!studies.has(task.projectId, task.studyUid)) {
        throw new ApiException(
            ErrorCode.BAD_REQUEST,
            "project does not hold study " + task.studyUid + "; an admin puts it in");
      }
    }
  }
}
