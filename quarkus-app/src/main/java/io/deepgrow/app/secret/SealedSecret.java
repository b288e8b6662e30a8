package io.deepgrow.app.secret;

/**
 * A secret as it lies in the database.
 *
 * @param keyId which master key sealed its key
 * @param wrappedKey its own key, sealed; base64
 * @param sealed the secret, sealed with its own key; base64
 */
record SealedSecret(String keyId, String wrappedKey, String sealed) {}
