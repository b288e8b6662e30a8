package io.deepgrow.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** A real PostgreSQL for tests inside this JVM. */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {

  private final Path folder = TestFolders.create("postgresql");
  private EmbeddedDatabase database;

  @Override
  public Map<String, String> start() {
    try {
      database =
          EmbeddedDatabase.start(folder.resolve("data"), TestFolders.shared("postgresql-programs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "quarkus.datasource.jdbc.url", database.url(),
        "quarkus.datasource.username", "postgres",
        "quarkus.datasource.password", "postgres");
  }

  @Override
  public void stop() {
    if (database != null) {
      database.close();
      TestFolders.delete(folder);
    }
  }
}
