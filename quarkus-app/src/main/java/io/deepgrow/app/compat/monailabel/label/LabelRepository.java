package io.deepgrow.app.compat.monailabel.label;

import io.deepgrow.app.NameLock;
import io.deepgrow.app.Sha256;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where labels are, in the database. */
@ApplicationScoped
public class LabelRepository {

  private final EntityManager entities;

  /** Ids of uploads are their senders' words; of what is no UID only the hash is written down. */
  private static final Pattern UID = Pattern.compile("[0-9.]{1,64}");

  private final Clock clock;
  private final AuditTrail audit;

  LabelRepository(EntityManager entities, Clock clock, AuditTrail audit) {
    this.audit = audit;
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
              audit.record("label.saved", object(label.image()), "");
            });
  }

  /** Deletes the label of an image under a tag; its file or result stays. */
  public void delete(String image, String tag) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                Optional.ofNullable(
                        entities.find(ClientLabelRow.class, new ClientLabelRow.Key(image, tag)))
                    .ifPresent(
                        row -> {
                          entities.remove(row);
                          audit.record("label.deleted", object(image), "");
                        }));
  }

  /** Deletes the labels of an image under all tags. */
  public void deleteAll(String image) {
    QuarkusTransaction.requiringNew().run(() -> deleteAllRows(image));
  }

  private void deleteAllRows(String image) {
    int labels =
        entities
            .createQuery("delete from ClientLabelRow l where l.key.image = :image")
            .setParameter("image", image)
            .executeUpdate();
    if (labels > 0) {
      audit.record("label.deleted", object(image), labels + " labels");
    }
  }

  private static AuditObject object(String image) {
    boolean uid = UID.matcher(image).matches();
    return new AuditObject("label", uid ? image : "sha256:" + Sha256.of(image));
  }
}
