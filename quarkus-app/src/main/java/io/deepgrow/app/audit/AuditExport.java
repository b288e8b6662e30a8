package io.deepgrow.app.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The forms in which rows of the audit trail leave the service. */
public enum AuditExport {
  /** Comma-separated, as RFC 4180 has it, and safe to open in a spreadsheet. */
  CSV("text/csv; charset=utf-8") {
    @Override
    void begin(BufferedWriter out) throws IOException {
      out.write(
          "id,at,actor,actorId,actorKind,roles,address,requestId,action,session,study,series,"
              + "sopInstance,objectType,objectId,outcome,detail\r\n");
    }

    @Override
    void write(AuditRow row, ObjectMapper json, BufferedWriter out) throws IOException {
      out.write(cells(row).stream().map(AuditExport::cell).collect(Collectors.joining(",")));
      out.write("\r\n");
    }
  },
  /** A JSON object a line. */
  JSONL("application/x-ndjson") {
    @Override
    void begin(BufferedWriter out) {}

    @Override
    void write(AuditRow row, ObjectMapper json, BufferedWriter out) throws IOException {
      out.write(json.writeValueAsString(row));
      out.write('\n');
    }
  };

  private static final String FORMULA = "=+-@\t\r\n";

  private final String mediaType;

  AuditExport(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The form of a request's word; empty when there is none such. */
  public static Optional<AuditExport> of(String word) {
    return Arrays.stream(values()).filter(f -> f.word().equals(word)).findFirst();
  }

  /** How requests and file names call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String mediaType() {
    return mediaType;
  }

  abstract void begin(BufferedWriter out) throws IOException;

  abstract void write(AuditRow row, ObjectMapper json, BufferedWriter out) throws IOException;

  /** Writes all that a search finds. */
  public void write(AuditSearch search, AuditFilter filter, ObjectMapper json, OutputStream to)
      throws IOException {
    BufferedWriter out = new BufferedWriter(new OutputStreamWriter(to, StandardCharsets.UTF_8));
    begin(out);
    search.export(filter, row -> write(row, json, out));
    out.flush();
  }

  private static List<String> cells(AuditRow row) {
    return List.of(
        Long.toString(row.id()),
        row.at().toString(),
        row.actor(),
        text(row.actorId()),
        row.actorKind(),
        row.roles(),
        row.address(),
        row.requestId(),
        row.action(),
        text(row.session()),
        text(row.study()),
        text(row.series()),
        text(row.sopInstance()),
        row.objectType(),
        row.objectId(),
        row.outcome(),
        row.detail());
  }

  private static String text(Optional<?> value) {
    return value.map(Object::toString).orElse("");
  }

  /** A cell in quotation marks where it needs them, and never a formula of a spreadsheet. */
  static String cell(String text) {
    String plain = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    boolean quoted = plain.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }
}
