package io.deepgrow.app.idempotency;

/**
 * What names a request for good: its Idempotency-Key.
 *
 * @param scope within which keys differ, such as a session
 * @param key as the caller sent it
 * @param hash of what was requested: the same key for something else is refused
 */
public record RequestKey(String scope, String key, String hash) {}
