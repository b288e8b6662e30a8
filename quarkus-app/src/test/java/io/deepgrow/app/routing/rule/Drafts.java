package io.deepgrow.app.routing.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.UUID;

/** Drafts and rules of tests, written with single quotes. */
public final class Drafts {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Drafts() {}

  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  public static RuleDraft draft(String when, String series, String actions) {
    return new RuleDraft(json(when), series.isEmpty() ? null : json(series), json(actions), null);
  }

  /** A rule that is active in its first version. */
  public static ActiveRule active(String name, String when, String series, String actions) {
    return ActiveRule.of(compiled(name, 1, when, series, actions));
  }

  public static CompiledRule compiled(
      String name, int version, String when, String series, String actions) {
    return CompiledRule.of(
        UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        name,
        version,
        RuleReader.read(draft(when, series, actions)));
  }

  /** A rule whose version can't be read. */
  public static ActiveRule unreadable(String name) {
    return ActiveRule.of(UUID.randomUUID(), name, 1, draft("{'all':7}", "", "[]"));
  }
}
