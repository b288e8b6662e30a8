package io.deepgrow.app.click;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** What was answered to requests with an Idempotency-Key; methods join the caller's transaction. */
@ApplicationScoped
class Answers {

  /**
   * An earlier request with the same key.
   *
   * @param body its answer, if it came so far
   */
  record Earlier(String bodyHash, Optional<String> body) {}

  private final EntityManager entities;
  private final Clock clock;

  Answers(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  static String hash(String body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  Optional<Earlier> find(String scope, String key) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select body_hash, body from idempotent_answer where scope = ?1 and request_key = ?2")
            .setParameter(1, scope)
            .setParameter(2, key)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Earlier((String) row[0], Optional.ofNullable((String) row[1])))
        .findFirst();
  }

  void begin(String scope, String key, String bodyHash, long clickId) {
    entities
        .createNativeQuery(
            "insert into idempotent_answer (scope, request_key, body_hash, click_id, created_at)"
                + " values (?1, ?2, ?3, ?4, ?5)")
        .setParameter(1, scope)
        .setParameter(2, key)
        .setParameter(3, bodyHash)
        .setParameter(4, clickId)
        .setParameter(5, clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  void finish(String scope, String key, String body) {
    entities
        .createNativeQuery(
            "update idempotent_answer set body = ?3 where scope = ?1 and request_key = ?2")
        .setParameter(1, scope)
        .setParameter(2, key)
        .setParameter(3, body)
        .executeUpdate();
  }
}
