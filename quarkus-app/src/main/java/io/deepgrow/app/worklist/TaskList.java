package io.deepgrow.app.worklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.Listing;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds tasks that the caller may see, in the order in which they are to be done. */
@ApplicationScoped
public class TaskList {

  /**
   * A page.
   *
   * @param next goes as {@code after} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record TaskPage(List<ReadingTaskView> tasks, @Nullable String next) {}

  private final TaskRows rows;
  private final TaskRules rules;
  private final TaskViews views;
  private final Clock clock;

  TaskList(TaskRows rows, TaskRules rules, TaskViews views, Clock clock) {
    this.rows = rows;
    this.rules = rules;
    this.views = views;
    this.clock = clock;
  }

  /**
   * The tasks after one: those that were returned first, then by priority, with what has waited
   * long raised, by what is due, and the oldest; ended ones last, the newest first.
   *
   * @param after the {@code next} of the page before; null for the first
   * @throws ApiException {@code request.malformed}
   */
  public TaskPage find(TaskFilter filter, @Nullable String after, int most) {
    int limit = Listing.limit(most);
    TaskPlace from = TaskPlace.of(after, clock.instant());
    TaskScope scope = rules.scope();
    StringBuilder condition = new StringBuilder(scope.sees());
    if (filter.mine()) {
      condition.append(" and ").append(scope.mine());
    }
    if (filter.takeable()) {
      condition.append(" and r.state = 'OPEN' and ").append(scope.works());
    }
    if (filter.states() != null) {
      condition
          .append(" and r.state in (")
          .append(
              filter.states().stream()
                  .map(state -> "'" + state.name() + "'")
                  .collect(Collectors.joining(", ")))
          .append(')');
    }
    return QuarkusTransaction.requiringNew()
        .call(() -> page(rows.page(scope, condition.toString(), from, limit + 1), limit));
  }

  private TaskPage page(List<TaskRows.Row> found, int limit) {
    List<ReadingTaskView> shown =
        views.of(found.stream().limit(limit).map(TaskRows.Row::task).toList());
    return new TaskPage(
        shown, found.size() <= limit ? null : found.get(limit - 1).place().toString());
  }

  /**
   * A task.
   *
   * @throws ApiException {@code task.not_found}, {@code security.forbidden}
   */
  public ReadingTaskView get(UUID id) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              ReadingTask task = rows.require(id);
              rules.requireSeen(task);
              return views.of(task);
            });
  }

  /** What the caller would probably be given next; nobody has it by that. */
  Optional<ReadingTask> likelyNext() {
    return QuarkusTransaction.requiringNew()
        .call(() -> rows.next(rules.scope(), clock.instant(), false));
  }
}
