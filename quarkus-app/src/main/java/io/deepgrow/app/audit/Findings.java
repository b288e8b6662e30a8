package io.deepgrow.app.audit;

import io.deepgrow.app.audit.VerificationReport.Finding;
import io.deepgrow.app.audit.VerificationReport.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Counts what a verification sees, and retains the first of what is wrong. */
final class Findings {

  private static final int MOST = 200;

  long seals;
  long rows;
  long gone;
  long unsealed;
  private long wrong;
  private final List<Finding> first = new ArrayList<>();

  void add(Kind kind, Optional<Long> row, Optional<Long> seal, String detail) {
    wrong++;
    if (first.size() < MOST) {
      first.add(new Finding(kind, row, seal, detail));
    }
  }

  void row(Kind kind, long row, long seal, String detail) {
    add(kind, Optional.of(row), Optional.of(seal), detail);
  }

  void seal(Kind kind, long seal, String detail) {
    add(kind, Optional.empty(), Optional.of(seal), detail);
  }

  long wrong() {
    return wrong;
  }

  List<Finding> first() {
    return List.copyOf(first);
  }
}
