package io.deepgrow.app.secret;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/**
 * Seals the keys of all secrets with the present master key, so that earlier ones are needed no
 * more. Nothing is opened on the way but these keys; doing it again changes nothing.
 */
@ApplicationScoped
public class KeyRotation {

  /**
   * What was done.
   *
   * @param key id of the present master key
   * @param rotated how many secrets were sealed with another one
   * @param secrets how many there are
   */
  public record Rotated(String key, int rotated, int secrets) {}

  private static final String ALL =
      "select connection_id, field, key_id, wrapped_key, sealed from connection_secret order by"
          + " connection_id, field for update";

  private final EntityManager entities;
  private final MasterKeys keys;
  private final AuditTrail audit;
  private final Sealing sealing = new Sealing();

  KeyRotation(EntityManager entities, MasterKeys keys, AuditTrail audit) {
    this.entities = entities;
    this.keys = keys;
    this.audit = audit;
  }

  /**
   * Rotates; all or, where a key is not there, nothing.
   *
   * @throws ApiException {@code secret.no_key}, {@code secret.wrong_key}
   */
  public Rotated rotate() {
    MasterKey to = keys.current();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              List<?> rows = entities.createNativeQuery(ALL).getResultList();
              int rotated = 0;
              for (Object each : rows) {
                Object[] row = (Object[]) each;
                if (!to.id().equals(row[2])) {
                  rewrap(to, row);
                  rotated++;
                }
              }
              audit.record(
                  "secrets.rotated",
                  new AuditObject("key", to.id()),
                  rotated + " of " + rows.size() + " secrets");
              return new Rotated(to.id(), rotated, rows.size());
            });
  }

  private void rewrap(MasterKey to, Object[] row) {
    UUID owner = (UUID) row[0];
    String field = (String) row[1];
    SealedSecret before = new SealedSecret((String) row[2], (String) row[3], (String) row[4]);
    SealedSecret after =
        sealing.rewrapped(keys.of(before.keyId()), to, SecretStore.place(owner, field), before);
    entities
        .createNativeQuery(
            "update connection_secret set key_id = :key, wrapped_key = :wrapped where connection_id"
                + " = :owner and field = :field")
        .setParameter("key", after.keyId())
        .setParameter("wrapped", after.wrappedKey())
        .setParameter("owner", owner)
        .setParameter("field", field)
        .executeUpdate();
  }
}
