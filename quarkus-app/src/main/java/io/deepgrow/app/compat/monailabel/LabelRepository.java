package io.deepgrow.app.compat.monailabel;

import io.deepgrow.app.NameLock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where labels are, in the database. */
@ApplicationScoped
class LabelRepository {

  private final EntityManager entities;
  private final Clock clock;

  LabelRepository(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  Optional<SavedLabel> find(String image, String tag) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                Optional.ofNullable(
                        entities.find(ClientLabelRow.class, new ClientLabelRow.Key(image, tag)))
                    .map(ClientLabelRow::saved));
  }

  /** All labels, by image and tag. */
  Map<String, Map<String, SavedLabel>> all() {
    List<SavedLabel> saved =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createQuery("from ClientLabelRow l", ClientLabelRow.class)
                        .getResultStream()
                        .map(ClientLabelRow::saved)
                        .toList());
    Map<String, Map<String, SavedLabel>> all = new HashMap<>();
    saved.forEach(
        label -> all.computeIfAbsent(label.image(), i -> new HashMap<>()).put(label.tag(), label));
    return all;
  }

  /** Keeps a label in place of an earlier one of the same image and tag. */
  void save(SavedLabel label) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              NameLock.hold(entities, "label/" + label.image() + "/" + label.tag());
              ClientLabelRow row = new ClientLabelRow();
              row.key = new ClientLabelRow.Key(label.image(), label.tag());
              row.resultId = label.result().orElse(null);
              row.fileName = label.fileName();
              row.info = label.info();
              row.createdAt = clock.instant();
              entities.merge(row);
            });
  }

  void delete(String image, String tag) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Optional.ofNullable(
                        entities.find(ClientLabelRow.class, new ClientLabelRow.Key(image, tag)))
                    .ifPresent(entities::remove));
  }

  void deleteAll(String image) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createQuery("delete from ClientLabelRow l where l.key.image = :image")
                    .setParameter("image", image)
                    .executeUpdate());
  }
}
