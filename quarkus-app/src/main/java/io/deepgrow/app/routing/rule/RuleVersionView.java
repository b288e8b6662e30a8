package io.deepgrow.app.routing.rule;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.UUID;

/**
 * A version of a rule, which never changes.
 *
 * @param draft what it says, as {@link RuleReader} takes it
 */
public record RuleVersionView(
    UUID rule,
    int number,
    @JsonUnwrapped RuleDraft draft,
    String comment,
    String author,
    Instant createdAt) {}
