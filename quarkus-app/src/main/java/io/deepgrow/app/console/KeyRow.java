package io.deepgrow.app.console;

import io.deepgrow.app.account.KeyView;
import io.deepgrow.app.caller.Role;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key as a page shows it, without its secret.
 *
 * @param ends when it is good no longer
 * @param good whether it opens anything now
 */
record KeyRow(
    String id,
    String name,
    String roles,
    Instant made,
    Instant ends,
    @Nullable Instant used,
    boolean good) {

  static KeyRow of(KeyView key, Instant now) {
    Instant ends =
        key.revokedAt()
            .filter(revoked -> revoked.isBefore(key.expiresAt()))
            .orElse(key.expiresAt());
    return new KeyRow(
        key.id(),
        key.name(),
        key.roles().stream().sorted().map(Role::name).collect(Collectors.joining(", ")),
        key.createdAt(),
        ends,
        key.usedAt().orElse(null),
        now.isBefore(ends));
  }

  /** Those that are good first, else in their order. */
  static List<KeyRow> of(List<KeyView> keys, Instant now) {
    List<KeyRow> rows = keys.stream().map(key -> of(key, now)).toList();
    return Stream.concat(
            rows.stream().filter(KeyRow::good), rows.stream().filter(row -> !row.good()))
        .toList();
  }
}
