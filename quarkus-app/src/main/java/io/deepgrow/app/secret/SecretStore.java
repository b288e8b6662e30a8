package io.deepgrow.app.secret;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The secrets of connections in the database; every method joins the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class SecretStore {

  private static final String PUT =
      """
      insert into connection_secret (connection_id, field, key_id, wrapped_key, sealed, changed_at,
        changed_by)
      values (:owner, :field, :key, :wrapped, :sealed, :at, :by)
      on conflict (connection_id, field) do update set key_id = excluded.key_id,
        wrapped_key = excluded.wrapped_key, sealed = excluded.sealed,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by
      """;

  private final EntityManager entities;
  private final MasterKeys keys;
  private final Sealing sealing = new Sealing();

  SecretStore(EntityManager entities, MasterKeys keys) {
    this.entities = entities;
    this.keys = keys;
  }

  /**
   * Sets a secret.
   *
   * @param by the name of who sets it
   * @throws io.deepgrow.app.ApiException {@code secret.no_key}
   */
  public void put(UUID owner, String field, String secret, Instant at, String by) {
    SealedSecret made = sealing.seal(keys.current(), place(owner, field), secret);
    entities
        .createNativeQuery(PUT)
        .setParameter("owner", owner)
        .setParameter("field", field)
        .setParameter("key", made.keyId())
        .setParameter("wrapped", made.wrappedKey())
        .setParameter("sealed", made.sealed())
        .setParameter("at", at.atOffset(ZoneOffset.UTC))
        .setParameter("by", by)
        .executeUpdate();
  }

  static String place(UUID owner, String field) {
    return owner + "/" + field;
  }

  /** Takes a secret away; false when there was none. */
  public boolean remove(UUID owner, String field) {
    return entities
            .createNativeQuery(
                "delete from connection_secret where connection_id = :owner and field = :field")
            .setParameter("owner", owner)
            .setParameter("field", field)
            .executeUpdate()
        > 0;
  }

  /**
   * A secret in clear, for who uses it and shows it to nobody.
   *
   * @throws io.deepgrow.app.ApiException {@code secret.wrong_key}
   */
  public Optional<String> open(UUID owner, String field) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select key_id, wrapped_key, sealed from connection_secret where connection_id ="
                    + " :owner and field = :field")
            .setParameter("owner", owner)
            .setParameter("field", field)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new SealedSecret((String) row[0], (String) row[1], (String) row[2]))
        .map(found -> sealing.open(keys.of(found.keyId()), place(owner, field), found))
        .findFirst();
  }

  /** Which secrets of somebody are set. */
  public List<SecretStamp> stamps(UUID owner) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select field, changed_at, changed_by from connection_secret where connection_id ="
                    + " :owner order by field")
            .setParameter("owner", owner)
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new SecretStamp((String) row[0], (Instant) row[1], (String) row[2]))
        .toList();
  }
}
