package io.deepgrow.app.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import org.flywaydb.core.api.resource.Resource;
import org.junit.jupiter.api.Test;

class MigrationFilesTest {

  private static final String[] SQL = {".sql"};

  @Test
  void thoseOfThisReleaseAreFoundByTheirBeginningAndEnd() throws Exception {
    MigrationFiles files = MigrationFiles.ofThisRelease();

    assertThat(files.getResources("V", SQL))
        .hasSize(files.count())
        .extracting(Resource::getFilename)
        .contains("V9__events_and_keys.sql");
    assertThat(files.getResources("R", SQL)).isEmpty();
    assertThat(files.getResources("V", new String[] {".conf"})).isEmpty();
  }

  @Test
  void aMigrationIsReadAsText() throws Exception {
    var file = MigrationFiles.ofThisRelease().getResource("V9__events_and_keys.sql");

    assertThat(file).isNotNull();
    try (BufferedReader text = new BufferedReader(file.read())) {
      assertThat(text.lines()).anyMatch(line -> line.contains("session_event"));
    }
    assertThat(file.getRelativePath()).isEqualTo("V9__events_and_keys.sql");
    assertThat(MigrationFiles.ofThisRelease().getResource("V0__none.sql")).isNull();
  }
}
