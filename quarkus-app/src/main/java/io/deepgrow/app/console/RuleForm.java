package io.deepgrow.app.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.routing.rule.RuleBody;
import io.deepgrow.app.routing.rule.RuleDraft;
import io.deepgrow.app.routing.rule.RuleReader;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields of the form of a rule: as somebody typed them, or as a version says. */
final class RuleForm {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  private static final int MOST_ROWS = 24;
  private static final int FEWEST_ROWS = 4;
  private static final int MORE = 2;

  /**
   * A row of the form.
   *
   * @param key of its fields
   */
  record Row(String key, int number, String attribute, String op, String value) {}

  private final Map<String, String> fields;

  private RuleForm(Map<String, String> fields) {
    this.fields = fields;
  }

  /** What a new rule begins with. */
  static RuleForm empty() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("w.join", "all");
    fields.put("s.join", "all");
    fields.put("s1.attribute", "series.Modality");
    fields.put("s1.op", "equals");
    fields.put("s1.value", "CT");
    fields.put("prefer1", "THINNEST");
    fields.put("atMost", "1");
    fields.put("prepare", "yes");
    return new RuleForm(fields);
  }

  /** As somebody typed it. */
  static RuleForm of(MultivaluedMap<String, String> sent) {
    Map<String, String> fields = new LinkedHashMap<>();
    sent.keySet().forEach(name -> fields.put(name, Forms.text(sent.getFirst(name))));
    return new RuleForm(fields);
  }

  /** As a version says; as JSON where the fields can't say the same. */
  static RuleForm of(RuleDraft draft) {
    try {
      RuleBody body = RuleReader.read(draft);
      RuleForm form = new RuleForm(RuleFields.of(RuleDraft.of(body)));
      if (RuleReader.read(form.draft()).equals(body)) {
        return form;
      }
    } catch (ApiException e) {
      // the text says it, whatever the fields make of it
    }
    Map<String, String> fields = new LinkedHashMap<>(empty().fields);
    fields.put("mode", "json");
    fields.put("json", pretty(draft));
    return new RuleForm(fields);
  }

  /** What a version says, as text that people can read and change. */
  static String pretty(RuleDraft draft) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(draft);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A version could not be written", e);
    }
  }

  /** What a field holds; empty for nothing. */
  public String get(String field) {
    return fields.getOrDefault(field, "");
  }

  /** Whether a field holds this. */
  public boolean holds(String field, String value) {
    return get(field).equals(value);
  }

  /** Whether the text counts, and not the fields. */
  public boolean isText() {
    return holds("mode", "json");
  }

  /** The rows of conditions on the study, with empty ones at the end. */
  public List<Row> when() {
    return rows("w");
  }

  /** The rows of conditions on each series. */
  public List<Row> where() {
    return rows("s");
  }

  private List<Row> rows(String prefix) {
    List<Row> rows = new ArrayList<>();
    int used = 0;
    for (int n = 1; n <= MOST_ROWS; n++) {
      String key = prefix + n;
      rows.add(new Row(key, n, get(key + ".attribute"), get(key + ".op"), get(key + ".value")));
      used = get(key + ".attribute").isEmpty() ? used : n;
    }
    return rows.subList(0, Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, used + MORE)));
  }

  /**
   * What the form says.
   *
   * @throws ApiException {@code rule.unusable}
   */
  RuleDraft draft() {
    if (!isText()) {
      return RuleFields.draft(this);
    }
    try {
      RuleDraft draft = JSON.readValue(get("json"), RuleDraft.class);
      if (draft != null) {
        return draft;
      }
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNr();
      throw new ApiException(
          ErrorCode.RULE_UNUSABLE, "The text is no JSON of when, series, do and priority" + line);
    }
    throw new ApiException(ErrorCode.RULE_UNUSABLE, "The text has no rule");
  }
}
