package io.deepgrow.app.account;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keys of programs, as {@code dgk_<id>_<secret>}: shown once, stored as a hash. Every method joins
 * the caller's transaction.
 */
@ApplicationScoped
class ApiKeys {

  /** How every key begins; no other bearer token does. */
  static final String PREFIX = "dgk_";

  private static final int ID = 6;
  private static final int SECRET = 24;
  private static final Duration USE_COUNTS = Duration.ofMinutes(1);
  private static final Pattern FORM = Pattern.compile("dgk_([0-9a-f]{12})_([0-9a-f]{48})");

  /**
   * A key that has just been made.
   *
   * @param text what the program sends, to be seen this once
   */
  record Made(ApiKey key, String text) {}

  /** Why a key opens nothing. */
  enum Refused {
    UNKNOWN,
    EXPIRED,
    REVOKED
  }

  private final EntityManager entities;
  private final Clock clock;
  private final AccountConfig config;

  ApiKeys(EntityManager entities, Clock clock, AccountConfig config) {
    this.entities = entities;
    this.clock = clock;
    this.config = config;
  }

  /**
   * Makes a key.
   *
   * @param life how long it is good
   * @throws ApiException {@code request.malformed} when it would live too long
   */
  Made make(UUID account, String name, Set<Role> roles, Duration life) {
    if (life.isNegative() || life.isZero() || life.compareTo(config.keyLasts()) > 0) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST,
          "A key is good for more than nothing and at most "
              + config.keyLasts().toDays()
              + " days");
    }
    String secret = Secrets.random(SECRET);
    ApiKey key = new ApiKey();
    key.id = Secrets.random(ID);
    key.secretHash = Secrets.hash(secret);
    key.account = account;
    key.name = name;
    key.roles = roles.stream().sorted().map(Role::name).collect(Collectors.joining(","));
    key.createdAt = clock.instant();
    key.expiresAt = key.createdAt.plus(life);
    entities.persist(key);
    return new Made(key, PREFIX + key.id + "_" + secret);
  }

  /** The key of a text that a program sends, and that it was used; empty when there is none. */
  Optional<ApiKey> find(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Optional.ofNullable(entities.find(ApiKey.class, parts.group(1)))
        .filter(key -> equal(key.secretHash, Secrets.hash(parts.group(2))));
  }

  private static boolean equal(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.US_ASCII), b.getBytes(StandardCharsets.US_ASCII));
  }

  /** Why a key opens nothing now; empty when it does, and then it counts as used. */
  Optional<Refused> use(ApiKey key) {
    Instant now = clock.instant();
    if (key.revokedAt != null && !now.isBefore(key.revokedAt)) {
      return Optional.of(Refused.REVOKED);
    }
    if (!now.isBefore(key.expiresAt)) {
      return Optional.of(Refused.EXPIRED);
    }
    if (key.usedAt == null || key.usedAt.isBefore(now.minus(USE_COUNTS))) {
      key.usedAt = now;
    }
    return Optional.empty();
  }

  static Set<Role> roles(ApiKey key) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    Arrays.stream(key.roles.split(",", -1))
        .filter(name -> !name.isEmpty())
        .map(Role::valueOf)
        .forEach(roles::add);
    return roles;
  }

  Optional<ApiKey> byId(String id) {
    return Optional.ofNullable(entities.find(ApiKey.class, id));
  }

  /** The newest first, of one account or of all. */
  List<ApiKey> list(@Nullable UUID account) {
    return entities
        .createQuery(
            "from ApiKey k where :account is null or k.account = :account order by k.createdAt desc",
            ApiKey.class)
        .setParameter("account", account)
        .setMaxResults(500)
        .getResultList();
  }

  /** Ends a key at a time; at once, or when its successor has taken over. */
  void revoke(ApiKey key, Instant when) {
    if (key.revokedAt == null || when.isBefore(key.revokedAt)) {
      key.revokedAt = when;
    }
  }
}
