package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.connection.AuthenticationKind;
import io.deepgrow.app.connection.ConnectionRole;
import io.deepgrow.app.connection.ConnectionSettings;
import io.deepgrow.app.connection.Dialect;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of the form of a connection: as somebody typed them, or as they are kept. */
final class ConnectionForm {

  private final Map<String, String> fields = new HashMap<>();

  private ConnectionForm() {}

  /** What a new connection begins with. */
  static ConnectionForm empty() {
    ConnectionForm form = new ConnectionForm();
    form.put("role", ConnectionRole.BOTH);
    form.put("dialect", Dialect.GENERIC);
    form.put("authentication", AuthenticationKind.NONE);
    return form;
  }

  /** As somebody typed it. */
  static ConnectionForm of(MultivaluedMap<String, String> sent) {
    ConnectionForm form = new ConnectionForm();
    sent.keySet().forEach(name -> form.put(name, sent.getFirst(name)));
    return form;
  }

  /** As it is kept. */
  static ConnectionForm of(ConnectionSettings settings) {
    ConnectionForm form = new ConnectionForm();
    form.put("root", settings.root());
    form.put("searchRoot", settings.searchRoot());
    form.put("retrieveRoot", settings.retrieveRoot());
    form.put("storeRoot", settings.storeRoot());
    form.put("role", settings.role());
    form.put("dialect", settings.dialect());
    form.put("authentication", settings.authentication());
    form.put("username", settings.username());
    form.put("tokenUrl", settings.tokenUrl());
    form.put("clientId", settings.clientId());
    form.put("scope", settings.scope());
    form.put("trustedCertificates", settings.trustedCertificates());
    form.put("clientCertificate", settings.clientCertificate());
    form.put("parallelCalls", settings.parallelCalls());
    form.put("callsAMinute", settings.callsAMinute());
    form.put("quietFrom", settings.quietFrom());
    form.put("quietTo", settings.quietTo());
    form.put("zone", settings.zone());
    return form;
  }

  private void put(String field, @Nullable Object value) {
    fields.put(field, value == null ? "" : value.toString());
  }

  /** What a field holds; empty for nothing. */
  public String get(String field) {
    return fields.getOrDefault(field, "");
  }

  /** Whether a field holds this. */
  public boolean holds(String field, String value) {
    return get(field).equals(value);
  }

  /** The settings of the form; {@code connection.unusable}. */
  ConnectionSettings settings() {
    return new ConnectionSettings(
        get("root"),
        get("searchRoot"),
        get("retrieveRoot"),
        get("storeRoot"),
        chosen(ConnectionRole.class, "role"),
        chosen(Dialect.class, "dialect"),
        chosen(AuthenticationKind.class, "authentication"),
        get("username"),
        get("tokenUrl"),
        get("clientId"),
        get("scope"),
        get("trustedCertificates"),
        get("clientCertificate"),
        number("parallelCalls", "Calls at the same time"),
        number("callsAMinute", "Calls a minute"),
        get("quietFrom"),
        get("quietTo"),
        get("zone"));
  }

  private <T extends Enum<T>> T chosen(Class<T> type, String field) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(get(field)))
        .findFirst()
        .orElseThrow(
            () -> new ApiException(ErrorCode.BAD_REQUEST, "Choose what is offered as " + field));
  }

  private @Nullable Integer number(String field, String what) {
    String text = get(field).strip();
    return text.isEmpty() ? null : (Integer) Forms.number(text, what, 999_999);
  }
}
