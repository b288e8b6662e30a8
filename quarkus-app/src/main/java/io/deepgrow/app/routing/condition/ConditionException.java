package io.deepgrow.app.routing.condition;

/** What is wrong with a part of a rule, and where. */
public final class ConditionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;

  /**
   * A fault.
   *
   * @param path such as {@code when.all[2].value}
   * @param problem in words, without patient data
   */
  public ConditionException(String path, String problem) {
    super(path.isEmpty() ? problem : path + ": " + problem);
    this.path = path;
    this.problem = problem;
  }

  public String path() {
    return path;
  }

  public String problem() {
    return problem;
  }
}
