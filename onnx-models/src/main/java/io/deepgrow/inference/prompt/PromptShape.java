package io.deepgrow.inference.prompt;

/** What was drawn. */
public enum PromptShape {
  /** Two opposite corners of a box around the structure, along the axes of the grid. */
  BOX(2, 2),
  /** A line within the structure. */
  SCRIBBLE(1, Prompt.MOST_POINTS),
  /** A closed line in one plane, around a part of the structure. */
  LASSO(3, Prompt.MOST_POINTS);

  private final int fewest;
  private final int most;

  PromptShape(int fewest, int most) {
    this.fewest = fewest;
    this.most = most;
  }

  /** The fewest points it may have. */
  public int fewest() {
    return fewest;
  }

  /** The most points it may have. */
  public int most() {
    return most;
  }
}
