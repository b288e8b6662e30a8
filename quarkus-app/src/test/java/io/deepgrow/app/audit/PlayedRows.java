package io.deepgrow.app.audit;

import java.time.Instant;
import java.util.Optional;

/** Rows of an audit trail that is nowhere. */
final class PlayedRows {

  private PlayedRows() {}

  static AuditRow row(long id, String action, String objectType) {
    return new AuditRow(
        id,
        Instant.parse("2026-02-03T04:05:06.000007Z").plusSeconds(id),
        "ada",
        Optional.empty(),
        "PERSON",
        "ADMIN",
        "127.0.0.1",
        "r1",
        action,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        objectType,
        "",
        "DONE",
        "");
  }
}
