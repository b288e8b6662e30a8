package io.deepgrow.app.result;

import io.deepgrow.app.session.SessionKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A result that somebody has just stored.
 *
 * @param maker the account; null where there is none
 * @param makerName how it is called in records
 */
public record SubmittedResult(
    UUID id, SessionKey session, @Nullable UUID maker, String makerName) {}
