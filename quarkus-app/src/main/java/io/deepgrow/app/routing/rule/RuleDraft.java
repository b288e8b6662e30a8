package io.deepgrow.app.routing.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.routing.action.Action;
import org.jspecify.annotations.Nullable;

/**
 * What a version of a rule says, as somebody wrote it.
 *
 * @param series null for the thinnest original series
 * @param actions the list that JSON calls {@code do}
 * @param priority null for 5
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleDraft(
    @Nullable JsonNode when,
    @Nullable JsonNode series,
    @JsonProperty("do") @Nullable JsonNode actions,
    @Nullable Integer priority) {

  /** Writes an action as JSON has it in {@code do}. */
  public static JsonNode json(Action action) {
    return ActionReader.write(action);
  }

  /** Writes a body as {@link RuleReader} takes it. */
  public static RuleDraft of(RuleBody body) {
    return RuleReader.write(body);
  }
}
