package io.deepgrow.app.console;

import io.deepgrow.app.admin.AuditQuery;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The fields of a search of the audit trail, as a page shows them and links repeat them. */
record AuditForm(Map<String, String> fields) {

  static AuditForm of(AuditQuery query) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("actor", Objects.toString(query.actor(), ""));
    fields.put("action", Objects.toString(query.action(), ""));
    fields.put("object", Objects.toString(query.object(), ""));
    fields.put("study", Objects.toString(query.study(), ""));
    fields.put("session", Objects.toString(query.session(), ""));
    fields.put("outcome", Objects.toString(query.outcome(), ""));
    fields.put("from", Objects.toString(query.from(), ""));
    fields.put("to", Objects.toString(query.to(), ""));
    return new AuditForm(fields);
  }

  /** A field as it was typed. */
  public String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /** Whether anything was looked for. */
  public boolean isEmpty() {
    return query().isEmpty();
  }

  /** What links repeat. */
  public String query() {
    return fields.entrySet().stream()
        .filter(field -> !field.getValue().isBlank())
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  /** The same with one field more. */
  public String with(String name, String value) {
    String query = query();
    return (query.isEmpty() ? "" : query + "&") + name + "=" + encoded(value);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
