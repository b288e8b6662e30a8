package io.deepgrow.app.console;

import io.deepgrow.app.connection.AuthenticationKind;
import io.deepgrow.app.connection.ConnectionRole;
import io.deepgrow.app.connection.ConnectionSettings;
import io.deepgrow.app.connection.probe.TestStep;
import io.quarkus.qute.TemplateExtension;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How pages write about connections. */
@TemplateExtension(namespace = "pacs")
final class ConnectionTexts {

  private ConnectionTexts() {}

  /** What a connection is for. */
  static String role(@Nullable ConnectionRole role) {
    if (role == null) {
      return "";
    }
    return switch (role) {
      case SOURCE -> "series come from it";
      case TARGET -> "results go to it";
      case BOTH -> "series and results";
    };
  }

  /** How the service shows who it is. */
  static String authentication(@Nullable AuthenticationKind kind) {
    if (kind == null) {
      return "";
    }
    return switch (kind) {
      case NONE -> "none";
      case BASIC -> "name and password";
      case BEARER -> "a token that does not change";
      case CLIENT_CREDENTIALS -> "OAuth 2 client credentials";
    };
  }

  /** What a connection bears. */
  static String limits(ConnectionSettings settings) {
    List<String> all = new ArrayList<>();
    if (settings.parallelCalls() != null) {
      all.add(settings.parallelCalls() + " at once");
    }
    if (settings.callsAMinute() != null) {
      all.add(settings.callsAMinute() + " a minute");
    }
    if (settings.quietFrom() != null) {
      all.add("quiet from " + settings.quietFrom() + " to " + settings.quietTo());
    }
    return all.isEmpty() ? "none" : String.join(", ", all);
  }

  /** What is tried in a step. */
  static String step(TestStep.Name name) {
    return switch (name) {
      case TLS -> "Certificate (TLS)";
      case TOKEN -> "Token (OAuth)";
      case SEARCH -> "Search (QIDO)";
      case RETRIEVE -> "Retrieve (WADO)";
      case STORE -> "Store (STOW)";
      case CLOCK -> "Clocks";
    };
  }

  /** What came of a step. */
  static String outcome(TestStep.Outcome outcome) {
    return switch (outcome) {
      case OK -> "works";
      case WARNING -> "look at it";
      case FAILED -> "failed";
      case SKIPPED -> "left out";
    };
  }

  /** The class of its colour. */
  static String tone(TestStep.Outcome outcome) {
    return switch (outcome) {
      case OK -> "good";
      case WARNING -> "warn";
      case FAILED -> "bad";
      case SKIPPED -> "quiet";
    };
  }
}
