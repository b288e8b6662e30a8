package io.deepgrow.training.weights;

/**
 * Bounds on what a pickle may ask of its reader.
 *
 * @param bytes longest pickle
 * @param opcodes most instructions
 * @param stack most values on the stack
 * @param memo most remembered values
 * @param depth deepest nesting of tuples, lists and dicts, and most open marks
 */
public record PickleLimits(int bytes, int opcodes, int stack, int memo, int depth) {

  /** Some hundred times what the published checkpoint with its optimiser needs. */
  public static PickleLimits standard() {
    return new PickleLimits(8 << 20, 500_000, 100_000, 200_000, 64);
  }
}
