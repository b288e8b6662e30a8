package io.deepgrow.app.idempotency;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which requests came before, by their keys, and what became of them. What is kept is little:
 * enough to give the same answer again. All methods join the transaction of the change itself, so
 * that a change and its key are there together or not at all.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class IdempotentRequests {

  private static final String BEGIN =
      "insert into idempotent_answer (scope, request_key, body_hash, created_at)"
          + " values (?1, ?2, ?3, ?4) on conflict do nothing";

  /**
   * A request that came before.
   *
   * @param outcome what became of it; none while its answer is being made, or when a crash came
   *     before the answer
   */
  public record Earlier(Optional<String> outcome) {}

  private final EntityManager entities;
  private final Clock clock;
  private final ObjectMapper json;

  IdempotentRequests(EntityManager entities, Clock clock, ObjectMapper json) {
    this.entities = entities;
    this.clock = clock;
    this.json = json;
  }

  /**
   * Writes a key down; one that another transaction is writing down is waited for.
   *
   * @return the earlier request with this key, if there was one
   * @throws ApiException {@code idempotency.key_reused} when that was for something else
   */
  public Optional<Earlier> begin(RequestKey key) {
    int added =
        entities
            .createNativeQuery(BEGIN)
            .setParameter(1, key.scope())
            .setParameter(2, key.key())
            .setParameter(3, key.hash())
            .setParameter(4, clock.instant().atOffset(ZoneOffset.UTC))
            .executeUpdate();
    return added == 1 ? Optional.empty() : Optional.of(earlier(key));
  }

  private Earlier earlier(RequestKey key) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select body_hash, outcome from idempotent_answer where scope = ?1 and request_key = ?2")
            .setParameter(1, key.scope())
            .setParameter(2, key.key())
            .getResultList();
    Object[] row = (Object[]) rows.get(0);
    // a key of a version that did not write down what for has no hash
    if (!row[0].equals("") && !row[0].equals(key.hash())) {
      throw new ApiException(
          ErrorCode.KEY_REUSED, "This Idempotency-Key came before with another request");
    }
    return new Earlier(Optional.ofNullable((String) row[1]));
  }

  /** Writes down what became of a request. */
  public void finish(RequestKey key, Object outcome) {
    entities
        .createNativeQuery(
            "update idempotent_answer set outcome = ?3 where scope = ?1 and request_key = ?2")
        .setParameter(1, key.scope())
        .setParameter(2, key.key())
        .setParameter(3, write(outcome))
        .executeUpdate();
  }

  /** Makes a change unless its key came before; gives what the change gave then. */
  public <T> T once(Optional<RequestKey> key, Class<T> type, Supplier<T> change) {
    if (key.isEmpty()) {
      return change.get();
    }
    Optional<String> outcome = begin(key.get()).flatMap(Earlier::outcome);
    if (outcome.isPresent()) {
      return read(outcome.get(), type);
    }
    T made = change.get();
    finish(key.get(), made);
    return made;
  }

  /** Reads what {@link #finish} wrote. */
  public <T> T read(String outcome, Class<T> type) {
    try {
      return json.readValue(outcome, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The outcome of a request can't be read", e);
    }
  }

  private String write(Object outcome) {
    try {
      return json.writeValueAsString(outcome);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The outcome of a request can't be written", e);
    }
  }
}
