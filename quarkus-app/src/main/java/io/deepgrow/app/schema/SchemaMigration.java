package io.deepgrow.app.schema;

import java.io.IOException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings a database to this release without starting the service, for the role migrate. */
public final class SchemaMigration {

  private SchemaMigration() {}

  /**
   * Migrates; where others do so at the same time, one after the other.
   *
   * @param url of the database, as {@code jdbc:postgresql:…}
   * @return in words what was done
   * @throws IllegalStateException when it can't be done, with the reason; nothing of the migration
   *     that failed is left in the database
   */
  public static String run(String url, String user, String password) {
    try {
      MigrateResult done =
          Flyway.configure(SchemaMigration.class.getClassLoader())
              .dataSource(url, user, password)
              .resourceProvider(MigrationFiles.ofThisRelease())
              .connectRetries(30)
              .load()
              .migrate();
      return done.migrationsExecuted == 0
          ? "the schema is at " + done.initialSchemaVersion + " already"
          : "the schema is at "
              + done.targetSchemaVersion
              + " now, migrations made: "
              + done.migrationsExecuted;
    } catch (IOException | FlywayException e) {
      throw new IllegalStateException("The schema can't be migrated: " + e.getMessage(), e);
    }
  }
}
