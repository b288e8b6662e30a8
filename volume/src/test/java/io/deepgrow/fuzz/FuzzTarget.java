package io.deepgrow.fuzz;

import java.util.List;

/**
 * A parser that gets hostile input. A class that implements it is found by its name: {@code
 * bin/fuzz} makes it by its constructor without arguments.
 */
public interface FuzzTarget {

  /** Small inputs that the parser takes; hostile ones are made of them. */
  List<byte[]> seeds();

  /**
   * Reads an input to its end, and throws nothing but what {@link #isDocumented} knows. What it
   * read it may check, with an {@link AssertionError} when it is not what the parser promises.
   */
  void parse(byte[] input) throws Exception;

  /** Whether the parser's documentation names this as the answer to bad input. */
  boolean isDocumented(Throwable thrown);

  /** Most bytes that one input may allocate. */
  default long maxAllocation(byte[] input) {
    return (64L << 20) + 64L * input.length;
  }
}
