package io.deepgrow.app.connection.probe;

import java.time.Instant;
import java.util.List;

/**
 * What came of trying a connection.
 *
 * @param passed whether no step failed
 */
public record TestReport(String connection, Instant at, boolean passed, List<TestStep> steps) {

  public TestReport {
    steps = List.copyOf(steps);
  }
}
