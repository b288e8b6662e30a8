package io.deepgrow.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's PostgreSQL in its folder. */
class EmbeddedDatabaseIT {

  @TempDir private Path folder;

  private static boolean answers(EmbeddedDatabase database) throws Exception {
    try (Connection connection =
        DriverManager.getConnection(database.url(), "postgres", "postgres")) {
      return connection.isValid(5);
    }
  }

  @Test
  void aSecondServiceOnItsFolderIsRefusedAndTheFirstGoesOn() throws Exception {
    Path data = folder.resolve("postgresql");
    try (EmbeddedDatabase first = EmbeddedDatabase.start(data)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(data))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use");
      assertThat(answers(first)).isTrue();
    }
    try (EmbeddedDatabase again = EmbeddedDatabase.start(data)) {
      assertThat(answers(again)).isTrue();
    }
  }
}
