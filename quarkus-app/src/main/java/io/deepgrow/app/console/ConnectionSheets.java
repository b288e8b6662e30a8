package io.deepgrow.app.console;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.AuthenticationKind;
import io.deepgrow.app.connection.ConnectionChanges;
import io.deepgrow.app.connection.ConnectionView;
import io.deepgrow.app.connection.SecretField;
import io.deepgrow.app.connection.probe.TestReport;
import io.deepgrow.app.secret.SecretStamp;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes the page of one connection, which several forms come back to. */
@ApplicationScoped
class ConnectionSheets {

  /**
   * A secret that a connection has or needs.
   *
   * @param stamp when and by whom it was set
   */
  record SecretRow(SecretField field, Optional<SecretStamp> stamp) {}

  /**
   * A connection with all that is shown of it.
   *
   * @param form what its form holds
   * @param admin whether the reader may change it
   * @param report of a test that was just made
   */
  record Sheet(
      ConnectionView connection,
      ConnectionForm form,
      List<SecretRow> secrets,
      boolean admin,
      Optional<TestReport> report) {}

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance connection(Frame frame, Sheet sheet);
  }

  private final Frames frames;
  private final ConnectionChanges connections;
  private final AccessPolicy access;
  private final CurrentCaller callers;

  ConnectionSheets(
      Frames frames, ConnectionChanges connections, AccessPolicy access, CurrentCaller callers) {
    this.frames = frames;
    this.connections = connections;
    this.access = access;
    this.callers = callers;
  }

  /** The page of a connection; {@code connection.not_found}. */
  TemplateInstance page(UUID id, String message) {
    ConnectionView connection = connections.get(id);
    return page(
        connection, ConnectionForm.of(connection.settings()), Optional.empty(), message, "");
  }

  /** The page with what came of a test. */
  TemplateInstance tested(UUID id, TestReport report) {
    ConnectionView connection = connections.get(id);
    return page(connection, ConnectionForm.of(connection.settings()), Optional.of(report), "", "");
  }

  /** The page with what was wrong. */
  TemplateInstance refused(UUID id, String problem) {
    ConnectionView connection = connections.get(id);
    return page(
        connection, ConnectionForm.of(connection.settings()), Optional.empty(), "", problem);
  }

  /** The page with what was wrong in its form, which holds what was typed. */
  TemplateInstance refused(UUID id, ConnectionForm typed, String problem) {
    return page(connections.get(id), typed, Optional.empty(), "", problem);
  }

  private TemplateInstance page(
      ConnectionView connection,
      ConnectionForm form,
      Optional<TestReport> report,
      String message,
      String problem) {
    access.requireEverywhere(Role.OPERATOR);
    boolean admin = callers.get().hasEverywhere(Role.ADMIN) && !connection.configured();
    Sheet sheet = new Sheet(connection, form, secrets(connection), admin, report);
    return Pages.connection(
        frames.below(Frames.Place.CONNECTIONS, connection.name(), message, problem), sheet);
  }

  private static List<SecretRow> secrets(ConnectionView connection) {
    return Arrays.stream(SecretField.values())
        .map(
            field ->
                new SecretRow(
                    field,
                    connection.secrets().stream()
                        .filter(stamp -> stamp.field().equals(field.field()))
                        .findFirst()))
        .filter(row -> row.stamp().isPresent() || isNeeded(connection, row.field()))
        .toList();
  }

  private static boolean isNeeded(ConnectionView connection, SecretField field) {
    AuthenticationKind kind = connection.settings().authentication();
    return switch (field) {
      case PASSWORD -> kind == AuthenticationKind.BASIC;
      case BEARER_TOKEN -> kind == AuthenticationKind.BEARER;
      case CLIENT_SECRET -> kind == AuthenticationKind.CLIENT_CREDENTIALS;
      case PRIVATE_KEY -> connection.settings().clientCertificate() != null;
    };
  }

  /** Where the page is, saying what was done. */
  URI at(UUID id, Done done) {
    return URI.create(frames.base() + "console/connections/" + id + done.query());
  }

  /** Where all connections are, saying what was done. */
  URI all(Done done) {
    return URI.create(frames.base() + "console/connections" + done.query());
  }
}
