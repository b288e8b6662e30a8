package io.deepgrow.app.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.deepgrow.app.caller.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Callers by the hash of what they send, so that a click asks no database who makes it. What is
 * changed on another replica is seen here after these few seconds at the latest.
 */
@ApplicationScoped
class CallerCache {

  private static final Duration LASTS = Duration.ofSeconds(10);
  private static final int MOST = 10_000;

  private final Cache<String, Caller> callers =
      Caffeine.newBuilder().expireAfterWrite(LASTS).maximumSize(MOST).build();

  @Nullable Caller find(String hash) {
    return callers.getIfPresent(hash);
  }

  void put(String hash, Optional<Caller> caller) {
    caller.ifPresent(known -> callers.put(hash, known));
  }

  void forget(String hash) {
    callers.invalidate(hash);
  }

  void forgetAll() {
    callers.invalidateAll();
  }
}
