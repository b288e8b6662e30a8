package io.deepgrow.app.start;

import io.deepgrow.app.EmbeddedDatabase;
import io.deepgrow.app.Role;
import io.deepgrow.app.edge.SlowClients;
import io.deepgrow.app.schema.SchemaMigration;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Starts the service, in demo mode an embedded PostgreSQL first; or migrates a database. */
@QuarkusMain
public final class DeepgrowService {

  private static final String PROFILE = "quarkus.profile";
  private static final String JDBC_URL = "quarkus.datasource.jdbc.url";
  private static final String USER = "quarkus.datasource.username";
  private static final String PASSWORD = "quarkus.datasource.password";
  private static final String ROLE = "deepgrow.role";
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
    if (role() == Role.MIGRATE) {
      migrate();
      return;
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

  /** Ends with 0 when the database has the schema of this release, else with 1 and the reason. */
  private static void migrate() {
    try {
      System.out.println(
          SchemaMigration.run(
              setting(JDBC_URL).orElse(""),
              setting(USER).orElse(""),
              setting(PASSWORD).orElse("")));
    } catch (IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static Role role() {
    String name = setting(ROLE).orElse("all");
    try {
      return Role.valueOf(name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      System.err.println(ROLE + " is all, api, worker or migrate, and not: " + name);
      System.exit(1);
      throw e;
    }
  }

  /** Whether a setting is there, in any of the places that Quarkus reads. */
  private static boolean isSet(String name) {
    return setting(name).isPresent();
  }

  private static Optional<String> setting(String name) {
    return ConfigUtils.configBuilder()
        .build()
        .getOptionalValue(name, String.class)
        .filter(value -> !value.isBlank());
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
