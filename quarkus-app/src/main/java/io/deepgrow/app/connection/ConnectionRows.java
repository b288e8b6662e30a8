package io.deepgrow.app.connection;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.secret.SecretStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Connections in the database; every method joins the caller's transaction. */
@ApplicationScoped
class ConnectionRows {

  private final EntityManager entities;
  private final SecretStore secrets;

  ConnectionRows(EntityManager entities, SecretStore secrets) {
    this.entities = entities;
    this.secrets = secrets;
  }

  List<ConnectionView> list() {
    return entities
        .createQuery("from PacsConnection c order by c.name", PacsConnection.class)
        .getResultStream()
        .map(this::view)
        .toList();
  }

  Optional<ConnectionView> find(UUID id) {
    return Optional.ofNullable(entities.find(PacsConnection.class, id)).map(this::view);
  }

  Optional<UUID> named(String name) {
    return entities
        .createQuery("select c.id from PacsConnection c where c.name = :name", UUID.class)
        .setParameter("name", name)
        .getResultStream()
        .findFirst();
  }

  ConnectionView view(PacsConnection row) {
    return row.view(secrets.stamps(row.id));
  }

  void add(PacsConnection row) {
    entities.persist(row);
    entities.flush();
  }

  /** Counts the revision up, also where the row itself stays as it is. */
  ConnectionView touched(PacsConnection row) {
    entities.lock(row, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
    entities.flush();
    return view(row);
  }

  /**
   * A connection that is held until the transaction ends.
   *
   * @param revision that the caller saw; null for any
   * @throws ApiException {@code connection.not_found}, {@code request.changed}
   */
  PacsConnection hold(UUID id, @Nullable Integer revision) {
    PacsConnection row = entities.find(PacsConnection.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (row == null) {
      throw unknown(id.toString());
    }
    if (revision != null && revision != row.revision) {
      throw new ApiException(
          ErrorCode.CHANGED, "Somebody has changed this connection meanwhile; look at it anew");
    }
    return row;
  }

  /**
   * Deletes a connection with its secrets and the roles in it.
   *
   * @throws ApiException {@code connection.in_use}
   */
  void remove(PacsConnection row) {
    Object[] uses =
        (Object[])
            entities
                .createNativeQuery(
                    "select (select count(*) from annotation_session where connection_id = :id),"
                        + " (select count(*) from stored_result where connection_id = :id)")
                .setParameter("id", row.id)
                .getSingleResult();
    if (((Number) uses[0]).longValue() + ((Number) uses[1]).longValue() > 0) {
      throw new ApiException(
          ErrorCode.CONNECTION_IN_USE,
          "There are "
              + uses[0]
              + " sessions and "
              + uses[1]
              + " results of connection "
              + row.name
              + ", which say where they come from; disable it instead");
    }
    entities
        .createNativeQuery("delete from role_grant where connection_id = :id")
        .setParameter("id", row.id)
        .executeUpdate();
    entities.remove(row);
    entities.flush();
  }

  static ApiException unknown(String which) {
    return new ApiException(
        ErrorCode.CONNECTION_NOT_FOUND, "There is no connection " + which + " to a PACS");
  }
}
