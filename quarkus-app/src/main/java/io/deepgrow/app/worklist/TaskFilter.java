package io.deepgrow.app.worklist;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tasks.
 *
 * @param mine whether only those that the caller has, did, or that are for the caller alone
 * @param takeable whether only those that the caller could take
 * @param states any where it is null
 */
public record TaskFilter(boolean mine, boolean takeable, @Nullable Set<TaskState> states) {

  /** All that are not at their end. */
  public static final Set<TaskState> UNFINISHED =
      Set.of(
          TaskState.OPEN,
          TaskState.CLAIMED,
          TaskState.STARTED,
          TaskState.SUBMITTED,
          TaskState.RETURNED);

  /** All that are. */
  public static final Set<TaskState> ENDED = Set.of(TaskState.DONE, TaskState.WITHDRAWN);
}
