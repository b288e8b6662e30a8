package io.deepgrow.app.account;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.NameLock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes who guesses passwords wait, on all replicas: the longer the more often they failed. It
 * counts an account from one address, so that strangers elsewhere lock nobody out, and, with more
 * patience, the address and the account by themselves.
 */
@ApplicationScoped
class SignInThrottle {

  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int FREE_PAIR = 5;
  private static final int FREE_ADDRESS = 30;
  private static final int FREE_ACCOUNT = 200;
  private static final int MOST_DOUBLINGS = 10;

  private final EntityManager entities;
  private final Clock clock;

  SignInThrottle(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  private static Map<String, Integer> free(String account, String address) {
    return Map.of(
        "pair:" + account + "@" + address, FREE_PAIR,
        "address:" + address, FREE_ADDRESS,
        "account:" + account, FREE_ACCOUNT);
  }

  /**
   * Lets an attempt happen now and counts it as failed until it is said to have succeeded, so that
   * many at the same time are no way around.
   *
   * @throws ApiException {@code security.too_many_guesses}
   */
  void begin(String account, String address) {
    Map<String, Integer> free = free(account, address);
    NameLock.hold(entities, "sign-in " + address);
    Instant now = clock.instant();
    for (Object each : counts(free)) {
      Object[] row = (Object[]) each;
      int over = ((Number) row[1]).intValue() - free.getOrDefault((String) row[0], 0);
      if (over >= 0 && now.isBefore(((Instant) row[2]).plus(delay(over)))) {
        throw new ApiException(
            ErrorCode.TOO_MANY_GUESSES,
            "Too many attempts to sign in failed; wait a quarter of an hour before the next");
      }
    }
    free.keySet().forEach(this::count);
  }

  private List<?> counts(Map<String, Integer> free) {
    return entities
        .createNativeQuery(
            "select subject, failures, failed_at from sign_in_failure where subject in (:subjects)")
        .setParameter("subjects", free.keySet())
        .getResultList();
  }

  private static Duration delay(int over) {
    Duration doubled = Duration.ofSeconds(2L << Math.min(over, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }

  private void count(String subject) {
    Instant now = clock.instant();
    entities
        .createNativeQuery(
            "insert into sign_in_failure as f (subject, failures, failed_at) values (:subject, 1,"
                + " :now) on conflict (subject) do update set failed_at = excluded.failed_at,"
                + " failures = case when f.failed_at < :forgotten then 1 else f.failures + 1 end")
        .setParameter("subject", subject)
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .setParameter("forgotten", now.minus(FORGOTTEN).atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /** Somebody who signs in begins anew; others at the same address do not. */
  void succeeded(String account, String address) {
    Set<String> others = new HashSet<>(free(account, address).keySet());
    String own = "pair:" + account + "@" + address;
    others.remove(own);
    entities
        .createNativeQuery("delete from sign_in_failure where subject = :subject")
        .setParameter("subject", own)
        .executeUpdate();
    entities
        .createNativeQuery(
            "update sign_in_failure set failures = greatest(failures - 1, 0) where subject in"
                + " (:subjects)")
        .setParameter("subjects", others)
        .executeUpdate();
  }

  /** Drops what no longer counts. */
  int forget() {
    return entities
        .createNativeQuery("delete from sign_in_failure where failed_at < :forgotten")
        .setParameter("forgotten", clock.instant().minus(FORGOTTEN).atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }
}
