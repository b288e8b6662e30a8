package io.deepgrow.app.start;

import io.deepgrow.app.EmbeddedDatabase;
import io.deepgrow.app.edge.SlowClients;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Starts the service; in demo mode an embedded PostgreSQL first. */
@QuarkusMain
public final class DeepgrowService {

  private static final String PROFILE = "quarkus.profile";
  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
  private static final String DATA_DIR = "deepgrow.data-dir";

  private DeepgrowService() {}

  public static void main(String[] arguments) throws IOException {
    if (profile().equals("demo")) {
      Path data = Path.of(dataDir()).toAbsolutePath();
      EmbeddedDatabase database = start(data.resolve("postgresql"));
      System.setProperty("quarkus.datasource.jdbc.url", database.url());
      System.setProperty("quarkus.datasource.username", "postgres");
      System.setProperty("quarkus.datasource.password", "postgres");
      Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    } else if (!isSet(JDBC_URL)) {
      System.err.println(
          "No database is named: set "
              + JDBC_URL
              + " (or QUARKUS_DATASOURCE_JDBC_URL) to a PostgreSQL, such as"
              + " jdbc:postgresql://db.example.org/deepgrow; docs/configuration.md tells more, bin/demo"
              + " starts with one of its own");
      System.exit(1);
    }
    SlowClients.enable();
    Quarkus.run(arguments);
  }

  private static EmbeddedDatabase start(Path folder) throws IOException {
    try {
      return EmbeddedDatabase.start(folder);
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
      throw e;
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "This package was built without the demo's database; build it without -Pproduction, or"
              + " start it without the profile demo and name a PostgreSQL",
          e);
    }
  }

  /** Whether a setting is there, in any of the places that Quarkus reads. */
  private static boolean isSet(String name) {
    return ConfigUtils.configBuilder()
        .build()
        .getOptionalValue(name, String.class)
        .filter(value -> !value.isBlank())
        .isPresent();
  }

  /** As the rest of the service reads it, which is not there yet. */
  private static String dataDir() {
    return Optional.ofNullable(System.getProperty(DATA_DIR))
        .or(() -> Optional.ofNullable(System.getenv("DEEPGROW_DATA_DIR")))
        .orElse("var/demo");
  }

  private static String profile() {
    return Optional.ofNullable(System.getProperty(PROFILE))
        .or(() -> Optional.ofNullable(System.getenv("QUARKUS_PROFILE")))
        .orElse("prod");
  }
}
