package io.deepgrow.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;

/** Gives one input to a target and holds it to its bounds. */
public final class FuzzCheck {

  /** Processor time for one input of some kilobytes; a good parser needs a few milliseconds. */
  private static final Duration MOST_TIME = Duration.ofSeconds(10);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private FuzzCheck() {}

  /**
   * Parses an input; once more when it took too much, as the first time may load classes.
   *
   * @throws FuzzFailure when anything but a documented error comes out, or it took too much
   */
  public static void check(FuzzTarget target, byte[] input) {
    if (excess(target, input).isPresent()) {
      excess(target, input)
          .ifPresent(
              excess -> {
                throw new FuzzFailure(excess);
              });
    }
  }

  private static Optional<String> excess(FuzzTarget target, byte[] input) {
    long time = THREADS.getCurrentThreadCpuTime();
    long memory = THREADS.getCurrentThreadAllocatedBytes();
    try {
      target.parse(input);
    } catch (Exception | StackOverflowError | OutOfMemoryError | AssertionError e) {
      if (!target.isDocumented(e)) {
        throw new FuzzFailure(e.toString(), e);
      }
    }
    memory = THREADS.getCurrentThreadAllocatedBytes() - memory;
    time = THREADS.getCurrentThreadCpuTime() - time;
    if (memory > target.maxAllocation(input)) {
      return Optional.of(memory + " bytes allocated for an input of " + input.length);
    }
    return time > MOST_TIME.toNanos()
        ? Optional.of(Duration.ofNanos(time) + " of processor time")
        : Optional.empty();
  }
}
