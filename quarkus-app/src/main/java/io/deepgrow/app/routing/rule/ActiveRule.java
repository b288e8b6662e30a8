package io.deepgrow.app.routing.rule;

import io.deepgrow.app.ApiException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is enabled, in its active version.
 *
 * @param compiled null where it can't be read any more
 * @param problem why that is so; empty otherwise
 */
public record ActiveRule(
    UUID rule, String name, int version, @Nullable CompiledRule compiled, String problem) {

  /** The rule of a version as it was written, whether it can be read or not. */
  static ActiveRule of(UUID rule, String name, int version, RuleDraft draft) {
    try {
      RuleBody body = RuleReader.read(draft);
      return new ActiveRule(rule, name, version, CompiledRule.of(rule, name, version, body), "");
    } catch (ApiException e) {
      return new ActiveRule(rule, name, version, null, String.valueOf(e.getMessage()));
    }
  }

  /** A version that is ready. */
  public static ActiveRule of(CompiledRule compiled) {
    return new ActiveRule(compiled.rule(), compiled.name(), compiled.version(), compiled, "");
  }
}
