package io.deepgrow.app.schema;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** The schema as Flyway's history in the database tells it. */
@ApplicationScoped
class FlywaySchema implements Schema {

  private final Flyway flyway;

  FlywaySchema(Flyway flyway) {
    this.flyway = flyway;
  }

  @Override
  public Look look() {
    MigrationInfoService info = flyway.info();
    MigrationInfo current = info.current();
    MigrationInfo[] pending = info.pending();
    String present = current == null ? "" : String.valueOf(current.getVersion());
    String required =
        Arrays.stream(pending)
            .reduce((first, last) -> last)
            .map(last -> String.valueOf(last.getVersion()))
            .orElse(present);
    return new Look(present, required, pending.length);
  }
}
