package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.dicomweb.workitem.WorkitemClient;
import io.deepgrow.dicomweb.workitem.WorkitemClient.Outcome;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Gives items back whose rows were erased while they were ours, so that none stays in progress. */
@ApplicationScoped
class OwedItems {

  private record Owed(UUID id, ConnectionId worklist, String uid, String transaction) {}

  private static final Logger LOG = Logger.getLogger(OwedItems.class);
  private static final int AT_ONCE = 100;

  private final EntityManager entities;
  private final Worklists worklists;

  OwedItems(EntityManager entities, Worklists worklists) {
    this.entities = entities;
    this.worklists = worklists;
  }

  /** Cancels all that is owed, as far as worklists answer. */
  void giveBack() {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select id, connection_id, uid, transaction_uid from workitem_owed")
                        .setMaxResults(AT_ONCE)
                        .getResultList());
    rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Owed(
                    (UUID) row[0],
                    ConnectionId.ofColumn((UUID) row[1]),
                    (String) row[2],
                    (String) row[3]))
        .forEach(this::giveBack);
  }

  private void giveBack(Owed item) {
    try {
      WorkitemClient client = worklists.client(item.worklist());
      if (client.cancel(
              item.uid(), item.transaction(), "What is known here of its study was erased")
          != Outcome.REFUSED) {
        QuarkusTransaction.requiringNew()
            .run(
                () ->
                    entities
                        .createNativeQuery("delete from workitem_owed where id = :id")
                        .setParameter("id", item.id())
                        .executeUpdate());
      }
    } catch (RuntimeException e) {
      LOG.infof("work item %s can't be given back yet: %s", item.uid(), e.getMessage());
    }
  }
}
