package io.deepgrow.app.account;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Labels;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** API keys as admins and their owners make and end them; each change with its audit row. */
@ApplicationScoped
public class Keys {

  private static final Duration CLIENT_KEY = Duration.ofHours(8);
  private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

  private final ApiKeys keys;
  private final AccountRepository accounts;
  private final SigningIn signingIn;
  private final AuditTrail audit;
  private final CallerCache cache;
  private final Clock clock;

  Keys(
      ApiKeys keys,
      AccountRepository accounts,
      SigningIn signingIn,
      AuditTrail audit,
      CallerCache cache,
      Clock clock) {
    this.keys = keys;
    this.accounts = accounts;
    this.signingIn = signingIn;
    this.audit = audit;
    this.cache = cache;
    this.clock = clock;
  }

  /** Keys, the newest first: of one account, or all. */
  public List<KeyView> list(@Nullable UUID account) {
    return QuarkusTransaction.requiringNew()
        .call(() -> keys.list(account).stream().map(key -> KeyView.of(key, null)).toList());
  }

  /**
   * Makes a key; the answer alone has its text.
   *
   * @throws ApiException {@code account.not_found}, {@code request.malformed}
   */
  public KeyView make(UUID account, String name, Set<Role> roles, Duration life) {
    if (roles.isEmpty()) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "A key has at least one role");
    }
    String label = Labels.require(name);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              requireAccount(account);
              ApiKeys.Made made = keys.make(account, label, roles, life);
              audit.record("key.made", object(made.key()), "of " + account + " with " + roles);
              return KeyView.of(made.key(), made.text());
            });
  }

  /**
   * Makes a successor of a key; both are good for a while, so that a program can change over.
   *
   * @param overlap how long the old one stays good, at most 30 days
   */
  public KeyView rotate(String id, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "The overlap is 0 to 30 days");
    }
    KeyView next =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  ApiKey old = require(id);
                  Instant now = clock.instant();
                  if (!now.isBefore(old.expiresAt)
                      || (old.revokedAt != null && !now.isBefore(old.revokedAt))) {
                    throw new ApiException(
                        ErrorCode.KEY_NOT_FOUND,
                        "This key has ended; make a new one in place of it");
                  }
                  Duration life = Duration.between(old.createdAt, old.expiresAt);
                  ApiKeys.Made made = keys.make(old.account, old.name, ApiKeys.roles(old), life);
                  keys.revoke(old, now.plus(overlap));
                  audit.record("key.rotated", object(old), "followed by " + made.key().id);
                  return KeyView.of(made.key(), made.text());
                });
    cache.forgetAll();
    return next;
  }

  /** Ends a key at once. */
  public void revoke(String id) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              ApiKey key = require(id);
              keys.revoke(key, clock.instant());
              audit.record("key.revoked", object(key), "");
            });
    cache.forgetAll();
  }

  /** The account that a key is of; {@code account.key_not_found}. */
  public UUID owner(String id) {
    return QuarkusTransaction.requiringNew().call(() -> require(id).account);
  }

  /** A key of some hours for a client that signs in with name and password. */
  public String forClient(String name, String password, String address) {
    UUID account = signingIn.requireAccount(name, password, address);
    KeyView made = make(account, "client", Set.of(Role.ANNOTATOR, Role.SERVICE), CLIENT_KEY);
    return Objects.requireNonNull(made.key());
  }

  private void requireAccount(UUID account) {
    if (accounts.find(account).isEmpty()) {
      throw new ApiException(ErrorCode.ACCOUNT_NOT_FOUND, "There is no such account");
    }
  }

  private ApiKey require(String id) {
    return keys.byId(id)
        .orElseThrow(() -> new ApiException(ErrorCode.KEY_NOT_FOUND, "There is no such key"));
  }

  private static AuditObject object(ApiKey key) {
    return new AuditObject("key", key.id);
  }
}
