package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of results from before the queue are where they are looked for now. */
class BytesMigrationIT {

  private static final String SESSION =
      "insert into annotation_session (id, study_uid, series_uid, model_id, state, created_at)"
          + " values (gen_random_uuid(), '1.2', '1.3', 'm', 'READY', now())";
  private static final String RESULT =
      "insert into stored_result (id, session_id, study_uid, series_uid, sop_uid, state,"
          + " next_attempt, dataset, created_at) select gen_random_uuid(), id, '1.2', '1.3', '%s',"
          + " '%s', now(), '%s', now() from annotation_session";

  @TempDir private Path folder;

  private static void migrate(EmbeddedDatabase database, String version) {
    Flyway.configure()
        .dataSource(database.url(), "postgres", "postgres")
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }

  @Test
  void bytesThatAreThereMoveAndDroppedOnesStayDropped() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(folder.resolve("database"))) {
      migrate(database, "9");
      try (Connection connection =
              DriverManager.getConnection(database.url(), "postgres", "postgres");
          var statement = connection.createStatement()) {
        statement.execute(SESSION);
        statement.execute(RESULT.formatted("1.4", "PENDING", "\\x0102"));
        statement.execute(RESULT.formatted("1.5", "VERIFIED", ""));

        migrate(database, "10");

        try (var rows =
            statement.executeQuery(
                "select r.sop_uid, encode(b.dataset, 'hex') from stored_result r left join"
                    + " stored_result_bytes b on b.result_id = r.id order by r.sop_uid")) {
          rows.next();
          assertThat(rows.getString(2)).isEqualTo("0102");
          rows.next();
          assertThat(rows.getString(1)).isEqualTo("1.5");
          assertThat(rows.getString(2)).isNull();
        }
      }
    }
  }
}
