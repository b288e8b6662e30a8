package io.deepgrow.training.train;

/** How a patch gets its clicks. */
public sealed interface Interaction permits Interaction.ClickAStep, Interaction.Rounds {

  /**
   * One click from the errors of the step before, then a step: a patch stays for several steps.
   *
   * @param meanClicks how many clicks a patch gets on average
   * @param started how many patches begin with a mask that somebody drew or another method made, 0
   *     to 1
   */
  record ClickAStep(double meanClicks, double started) implements Interaction {
    public ClickAStep {
      if (!(meanClicks >= 1)) {
        throw new IllegalArgumentException("A patch needs a click at least, not " + meanClicks);
      }
      if (!(started >= 0 && started <= 1)) {
        throw new IllegalArgumentException("A share is 0 to 1, not " + started);
      }
    }
  }

  /**
   * As published: a first click, then rounds of prediction and correction without learning, the
   * later the rarer; then one step.
   *
   * @param rounds most corrections
   */
  record Rounds(int rounds) implements Interaction {
    public Rounds {
      if (rounds < 0 || rounds > 100) {
        throw new IllegalArgumentException("Rounds are 0 to 100, not " + rounds);
      }
    }
  }
}
