package io.deepgrow.app.compat.monailabel.datastore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.compat.monailabel.label.LabelInfo;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients keep with images. */
@ApplicationScoped
public class ImageInfos {

  private final EntityManager entities;
  private final LabelInfo infos;

  ImageInfos(EntityManager entities, LabelInfo infos) {
    this.entities = entities;
    this.infos = infos;
  }

  /** Of one image; an empty object when there is none. */
  JsonNode of(String image) {
    return QuarkusTransaction.requiringNew().call(() -> infos.read(text(image)));
  }

  private String text(String image) {
    ClientImageInfoRow row = entities.find(ClientImageInfoRow.class, image);
    return row == null ? "" : row.info;
  }

  /** By image. */
  Map<String, JsonNode> all() {
    Map<String, JsonNode> all = new HashMap<>();
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createQuery("from ClientImageInfoRow i", ClientImageInfoRow.class)
                    .getResultStream()
                    .forEach(row -> all.put(row.image, infos.read(row.info))));
    return all;
  }

  /** Adds to what is kept, in place of values under the same names; gives the whole. */
  public JsonNode merge(ClientImage image, JsonNode more) {
    return merge(image.id(), image.study().value(), more);
  }

  /** As the other, of an image whose study is known by its labels. */
  public JsonNode merge(String image, JsonNode more) {
    return merge(image, null, more);
  }

  private JsonNode merge(String image, @Nullable String study, JsonNode more) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              ClientImageInfoRow row = entities.find(ClientImageInfoRow.class, image);
              ObjectNode merged = (ObjectNode) infos.read(row == null ? "" : row.info);
              more.properties().forEach(f -> merged.set(f.getKey(), f.getValue()));
              if (row == null) {
                row = new ClientImageInfoRow();
                row.image = image;
              }
              row.info = infos.write(merged);
              row.studyUid = study == null ? row.studyUid : study;
              entities.merge(row);
              return merged;
            });
  }

  void delete(String image) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createQuery("delete from ClientImageInfoRow i where i.image = :image")
                    .setParameter("image", image)
                    .executeUpdate());
  }
}
