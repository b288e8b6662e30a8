package io.deepgrow.app.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who is signed in: a row each, found by the hash of what their browser sends, so that it ends for
 * all replicas at once. Every method joins the caller's transaction.
 */
@ApplicationScoped
class SignIns {

  private static final int BYTES = 32;
  private static final Duration LINK_LASTS = Duration.ofMinutes(15);
  private static final Duration USE_COUNTS = Duration.ofMinutes(1);

  private final EntityManager entities;
  private final Clock clock;
  private final AccountConfig config;

  SignIns(EntityManager entities, Clock clock, AccountConfig config) {
    this.entities = entities;
    this.clock = clock;
    this.config = config;
  }

  /** Begins one; the token for the browser. */
  String begin(UUID account, String address) {
    String token = Secrets.random(BYTES);
    Object now = clock.instant().atOffset(ZoneOffset.UTC);
    entities
        .createNativeQuery(
            "insert into sign_in (token_hash, account_id, created_at, used_at, address)"
                + " values (:hash, :account, :now, :now, :address)")
        .setParameter("hash", Secrets.hash(token))
        .setParameter("account", account)
        .setParameter("now", now)
        .setParameter("address", address)
        .executeUpdate();
    return token;
  }

  /** The account that is signed in by a token, which counts as used now. */
  Optional<UUID> use(String token) {
    Instant now = clock.instant();
    String hash = Secrets.hash(token);
    Optional<?> row =
        entities
            .createNativeQuery(
                "select account_id, used_at from sign_in where token_hash = :hash and created_at >"
                    + " :absolute and used_at > :idle")
            .setParameter("hash", hash)
            .setParameter("absolute", now.minus(config.signInLasts()).atOffset(ZoneOffset.UTC))
            .setParameter("idle", now.minus(config.signInIdle()).atOffset(ZoneOffset.UTC))
            .getResultStream()
            .findFirst();
    return row.map(Object[].class::cast)
        .map(
            columns -> {
              if (((Instant) columns[1]).isBefore(now.minus(USE_COUNTS))) {
                touch(hash, now);
              }
              return (UUID) columns[0];
            });
  }

  private void touch(String hash, Instant now) {
    entities
        .createNativeQuery("update sign_in set used_at = :now where token_hash = :hash")
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .setParameter("hash", hash)
        .executeUpdate();
  }

  void end(String token) {
    entities
        .createNativeQuery("delete from sign_in where token_hash = :hash")
        .setParameter("hash", Secrets.hash(token))
        .executeUpdate();
  }

  /** Signs somebody out everywhere; from how many places. */
  int endAll(UUID account) {
    endLinks(account);
    return entities
        .createNativeQuery("delete from sign_in where account_id = :account")
        .setParameter("account", account)
        .executeUpdate();
  }

  /** The code of a link that signs an account in once. */
  String link(UUID account) {
    String code = Secrets.random(BYTES);
    entities
        .createNativeQuery(
            "insert into sign_in_link (code_hash, account_id, expires_at) values (:hash, :account,"
                + " :until)")
        .setParameter("hash", Secrets.hash(code))
        .setParameter("account", account)
        .setParameter("until", clock.instant().plus(LINK_LASTS).atOffset(ZoneOffset.UTC))
        .executeUpdate();
    return code;
  }

  /** A link that was made before would sign in again. */
  private void endLinks(UUID account) {
    entities
        .createNativeQuery("delete from sign_in_link where account_id = :account")
        .setParameter("account", account)
        .executeUpdate();
  }

  /** The account of a link's code, which is good no more. */
  Optional<UUID> takeLink(String code) {
    List<?> taken =
        entities
            .createNativeQuery(
                "delete from sign_in_link where code_hash = :hash returning account_id, expires_at")
            .setParameter("hash", Secrets.hash(code))
            .getResultList();
    return taken.stream()
        .map(Object[].class::cast)
        .filter(row -> clock.instant().isBefore((Instant) row[1]))
        .map(row -> (UUID) row[0])
        .findFirst();
  }

  /** Signs somebody out everywhere but where they are now; from how many places. */
  int endOthers(UUID account, String token) {
    endLinks(account);
    return entities
        .createNativeQuery(
            "delete from sign_in where account_id = :account and token_hash <> :hash")
        .setParameter("account", account)
        .setParameter("hash", Secrets.hash(token))
        .executeUpdate();
  }

  /** Drops those that have run out; how many. */
  int forget() {
    Instant now = clock.instant();
    entities
        .createNativeQuery("delete from sign_in_link where expires_at < :now")
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
    return entities
        .createNativeQuery("delete from sign_in where created_at < :absolute or used_at < :idle")
        .setParameter("absolute", now.minus(config.signInLasts()).atOffset(ZoneOffset.UTC))
        .setParameter("idle", now.minus(config.signInIdle()).atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }
}
