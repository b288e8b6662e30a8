package io.deepgrow.app.worklist;

import io.deepgrow.app.connection.Connections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows tasks to the caller, with how much of them is marked; joins the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class TaskViews {

  private static final String MARKED =
      """
      select s.session_id, s.structure_id from segment s
      join lateral (select m.voxels from mask_revision m where m.segment_id = s.id
        order by m.revision desc limit 1) newest on newest.voxels > 0
      where s.deleted_at is null
        and s.session_id = any(cast(string_to_array(:sessions, ',') as uuid[]))
      """;

  private final EntityManager entities;
  private final Connections connections;
  private final TaskRules rules;

  TaskViews(EntityManager entities, Connections connections, TaskRules rules) {
    this.entities = entities;
    this.connections = connections;
    this.rules = rules;
  }

  ReadingTaskView of(ReadingTask task) {
    return of(List.of(task)).get(0);
  }

  List<ReadingTaskView> of(List<ReadingTask> tasks) {
    Map<UUID, Set<String>> marked = marked(tasks);
    return tasks.stream().map(task -> view(task, marked)).toList();
  }

  private Map<UUID, Set<String>> marked(List<ReadingTask> tasks) {
    String sessions =
        tasks.stream()
            .map(task -> task.sessionId)
            .filter(Objects::nonNull)
            .map(UUID::toString)
            .collect(Collectors.joining(","));
    Map<UUID, Set<String>> marked = new HashMap<>();
    if (!sessions.isEmpty()) {
      List<?> rows =
          entities.createNativeQuery(MARKED).setParameter("sessions", sessions).getResultList();
      for (Object row : rows) {
        Object[] columns = (Object[]) row;
        marked
            .computeIfAbsent((UUID) columns[0], session -> new HashSet<>())
            .add((String) columns[1]);
      }
    }
    return marked;
  }

  private ReadingTaskView view(ReadingTask task, Map<UUID, Set<String>> all) {
    boolean mine = rules.isMine(task);
    boolean told = mine || rules.runs(task);
    UUID session = rules.isHidden(task) ? null : task.sessionId;
    Set<String> done = session == null ? Set.of() : all.getOrDefault(session, Set.of());
    return new ReadingTaskView(
        task.id,
        task.state,
        task.studyUid,
        task.seriesUid,
        task.connection().isDefault() ? null : connections.name(task.connection()),
        task.projectId,
        named(task.accountName),
        task.structures(),
        task.structures().stream().filter(done::contains).toList(),
        task.priority,
        task.due,
        task.reason,
        session,
        mine,
        rules.canTake(task),
        told ? named(task.holderName) : null,
        told ? task.claimUntil : null,
        told ? named(task.comment) : null,
        task.jobId,
        task.createdAt,
        task.changedAt);
  }

  private static @Nullable String named(String name) {
    return name.isEmpty() ? null : name;
  }
}
