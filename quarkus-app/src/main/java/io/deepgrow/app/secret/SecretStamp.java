package io.deepgrow.app.secret;

import java.time.Instant;

/**
 * That a secret is set, which is all that is ever said of it.
 *
 * @param field which one
 * @param changedBy the name of who set it
 */
public record SecretStamp(String field, Instant changedAt, String changedBy) {}
