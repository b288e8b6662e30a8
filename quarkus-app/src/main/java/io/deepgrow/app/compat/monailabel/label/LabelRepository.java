package io.deepgrow.app.compat.monailabel.label;

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
public class LabelRepository {

  private final EntityManager entities;
  private final Clock clock;

  LabelRepository(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** The label of an image under a tag, if there is one. */
  public Optional<SavedLabel> find(String image, String tag) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                Optional.ofNullable(
                        entities.find(ClientLabelRow.class, new ClientLabelRow.Key(image, tag)))
                    .map(ClientLabelRow::saved));
  }

  /** All labels, by image and tag. */
  public Map<String, Map<String, SavedLabel>> all() {
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
  public void save(SavedLabel label) {
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

  /** Deletes the label of an image under a tag; its file or result stays. */
  public void delete(String image, String tag) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Optional.ofNullable(
                        entities.find(ClientLabelRow.class, new ClientLabelRow.Key(image, tag)))
                    .ifPresent(entities::remove));
  }

  /** Deletes the labels of an image under all tags. */
  public void deleteAll(String image) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createQuery("delete from ClientLabelRow l where l.key.image = :image")
                    .setParameter("image", image)
                    .executeUpdate());
  }
}
