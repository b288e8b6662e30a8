package io.deepgrow.app.routing.action;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts the series on the worklist.
 *
 * @param project whose annotators get it; null for all who may annotate the study
 * @param account the name of the one person who gets it; null for whoever takes it
 * @param structures ids of what is to be marked; empty for what the project says
 * @param dueInHours from when the study was decided on; null for no time
 * @param priority from 1 (can wait) to 9 (at once); 5 is usual
 */
public record Assign(
    @Nullable String project,
    @Nullable String account,
    List<String> structures,
    @Nullable Integer dueInHours,
    int priority)
    implements Action {

  /** Usual work. */
  public static final int USUAL = 5;

  public Assign {
    structures = List.copyOf(structures);
  }

  @Override
  public ActionKind kind() {
    return ActionKind.ASSIGN;
  }
}
