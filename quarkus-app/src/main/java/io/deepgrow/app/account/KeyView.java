package io.deepgrow.app.account;

import io.deepgrow.app.caller.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without its secret.
 *
 * @param id the part of the key that anybody may read
 * @param roles those it has where its owner has them too
 * @param key the whole key, in the answer that makes it and never again
 */
public record KeyView(
    String id,
    UUID account,
    String name,
    Set<Role> roles,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> revokedAt,
    Optional<Instant> usedAt,
    @Nullable String key) {

  static KeyView of(ApiKey key, @Nullable String text) {
    return new KeyView(
        key.id,
        key.account,
        key.name,
        ApiKeys.roles(key),
        key.createdAt,
        key.expiresAt,
        Optional.ofNullable(key.revokedAt),
        Optional.ofNullable(key.usedAt),
        text);
  }
}
