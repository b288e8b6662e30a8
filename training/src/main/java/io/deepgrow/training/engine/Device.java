package io.deepgrow.training.engine;

/**
 * Where a copy of the network lives.
 *
 * @param name as libtorch says it: {@code cpu}, {@code cuda:0}, …
 */
public record Device(String name) {

  public static Device cpu() {
    return new Device("cpu");
  }

  /** A GPU by its number. */
  public static Device cuda(int index) {
    return new Device("cuda:" + index);
  }
}
