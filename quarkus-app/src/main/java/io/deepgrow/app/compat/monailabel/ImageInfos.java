package io.deepgrow.app.compat.monailabel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.HashMap;
import java.util.Map;

/** What clients keep with images. */
@ApplicationScoped
class ImageInfos {

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
  JsonNode merge(String image, JsonNode more) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              ObjectNode merged = (ObjectNode) infos.read(text(image));
              more.properties().forEach(f -> merged.set(f.getKey(), f.getValue()));
              ClientImageInfoRow row = new ClientImageInfoRow();
              row.image = image;
              row.info = infos.write(merged);
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
