package io.deepgrow.app.routing.rule;

import io.deepgrow.app.routing.condition.Compiled;
import java.util.UUID;

/**
 * A version of a rule that is ready to be asked.
 *
 * @param when what the study has to meet
 * @param where what each series has to meet
 */
public record CompiledRule(
    UUID rule, String name, int version, RuleBody body, Compiled when, Compiled where) {

  /** Compiles what a version says. */
  public static CompiledRule of(UUID rule, String name, int version, RuleBody body) {
    return new CompiledRule(
        rule, name, version, body, Compiled.of(body.when()), Compiled.of(body.series().where()));
  }
}
