package io.deepgrow.app.connection;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.secret.SecretStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes and changes connections, each with its row of the audit trail, which says before and after
 * and no secret. The configured one is shown beside them and never changed.
 */
@ApplicationScoped
public class ConnectionChanges {

  private static final String TYPE = "connection";

  private final ConnectionRows rows;
  private final ConfiguredPacs configured;
  private final SecretStore secrets;
  private final Connections connections;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final Clock clock;

  ConnectionChanges(
      ConnectionRows rows,
      ConfiguredPacs configured,
      SecretStore secrets,
      Connections connections,
      AuditTrail audit,
      CurrentCaller callers,
      Clock clock) {
    this.rows = rows;
    this.configured = configured;
    this.secrets = secrets;
    this.connections = connections;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /** All, the configured one first, then by name. */
  public List<ConnectionView> list() {
    List<ConnectionView> made = QuarkusTransaction.requiringNew().call(rows::list);
    return Stream.concat(Stream.of(configured.view()), made.stream()).toList();
  }

  /** A connection as it is now; {@code connection.not_found}. */
  public ConnectionView get(UUID id) {
    return new ConnectionId(id).isDefault()
        ? configured.view()
        : QuarkusTransaction.requiringNew()
            .call(() -> rows.find(id).orElseThrow(() -> ConnectionRows.unknown(id.toString())));
  }

  /**
   * Makes a connection, without any secret.
   *
   * @throws ApiException {@code connection.unusable}, {@code connection.exists}
   */
  public ConnectionView create(String name, ConnectionSettings settings) {
    String plain = SettingsCheck.name(name);
    ConnectionSettings checked = check(settings);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              if (rows.named(plain).isPresent()) {
                throw new ApiException(
                    ErrorCode.CONNECTION_EXISTS, "There is a connection " + plain + " already");
              }
              PacsConnection row = new PacsConnection();
              row.id = UUID.randomUUID();
              row.name = plain;
              row.createdAt = now();
              row.changedAt = row.createdAt;
              row.set(checked);
              rows.add(row);
              audit.record(
                  "connection.created", object(row.id), plain + ": " + SettingsWords.of(checked));
              return rows.view(row);
            });
  }

  private ConnectionSettings check(ConnectionSettings settings) {
    return new SettingsCheck(configured.allowsPlainCredentials()).require(settings);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Changes all settings but the name.
   *
   * @param revision that the caller saw; null for any
   * @throws ApiException {@code connection.not_found}, {@code .configured}, {@code .unusable},
   *     {@code request.changed}
   */
  public ConnectionView change(UUID id, @Nullable Integer revision, ConnectionSettings settings) {
    ConfiguredPacs.requireOther(new ConnectionId(id));
    ConnectionSettings checked = check(settings);
    return changed(
        id,
        revision,
        row -> {
          String before = SettingsWords.of(row.settings());
          row.set(checked);
          audit.record(
              "connection.changed", object(id), before + " -> " + SettingsWords.of(checked));
          return rows.touched(row);
        });
  }

  /** Lets a connection be used, or not; as {@link #change}. */
  public ConnectionView enable(UUID id, @Nullable Integer revision, boolean enabled) {
    return changed(
        id,
        revision,
        row -> {
          if (row.enabled == enabled) {
            return rows.view(row);
          }
          row.enabled = enabled;
          audit.record(
              enabled ? "connection.enabled" : "connection.disabled", object(id), row.name);
          return rows.touched(row);
        });
  }

  /**
   * Sets a secret, which is never shown again.
   *
   * @throws ApiException {@code secret.no_key} besides those of {@link #change}
   */
  public ConnectionView setSecret(
      UUID id, @Nullable Integer revision, SecretField field, String value) {
    ConfiguredPacs.requireOther(new ConnectionId(id));
    field.require(value);
    return changed(
        id,
        revision,
        row -> {
          secrets.put(id, field.field(), value, now(), callers.get().name());
          audit.record("connection.secret_set", object(id), row.name + ": " + field.field());
          return rows.touched(row);
        });
  }

  /** Takes a secret away; one that is not set changes nothing. */
  public ConnectionView removeSecret(UUID id, @Nullable Integer revision, SecretField field) {
    return changed(
        id,
        revision,
        row -> {
          if (!secrets.remove(id, field.field())) {
            return rows.view(row);
          }
          audit.record("connection.secret_removed", object(id), row.name + ": " + field.field());
          return rows.touched(row);
        });
  }

  private ConnectionView changed(
      UUID id, @Nullable Integer revision, Function<PacsConnection, ConnectionView> change) {
    ConfiguredPacs.requireOther(new ConnectionId(id));
    ConnectionView after =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  PacsConnection row = rows.hold(id, revision);
                  row.changedAt = now();
                  return change.apply(row);
                });
    connections.forget(new ConnectionId(id));
    return after;
  }

  /**
   * Deletes a connection with its secrets and the roles in it.
   *
   * @param name its name, so that no other one is deleted by mistake
   * @throws ApiException {@code connection.in_use}, {@code request.malformed} for another name,
   *     besides those of {@link #change}
   */
  public void delete(UUID id, @Nullable Integer revision, String name) {
    ConfiguredPacs.requireOther(new ConnectionId(id));
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              PacsConnection row = rows.hold(id, revision);
              if (!row.name.equals(name.strip())) {
                throw new ApiException(
                    ErrorCode.BAD_REQUEST, "confirm is the name of the connection to delete");
              }
              rows.remove(row);
              audit.record("connection.deleted", object(id), row.name);
            });
    connections.forget(new ConnectionId(id));
  }

  private static AuditObject object(UUID id) {
    return new AuditObject(TYPE, id.toString());
  }
}
