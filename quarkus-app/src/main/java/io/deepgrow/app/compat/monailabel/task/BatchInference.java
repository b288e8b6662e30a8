package io.deepgrow.app.compat.monailabel.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.compat.PublishedModel;
import io.deepgrow.app.compat.StructureNames;
import io.deepgrow.app.compat.form.ClickLists;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.compat.image.ClientImages;
import io.deepgrow.app.compat.monailabel.datastore.Datastore;
import io.deepgrow.app.compat.monailabel.datastore.DatastoreImage;
import io.deepgrow.app.compat.monailabel.datastore.LabelService;
import io.deepgrow.app.compat.session.ClientInference;
import io.deepgrow.app.compat.session.ClientWork;
import io.deepgrow.app.result.NamedMask;
import io.deepgrow.series.SeriesException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Runs a model over images of the datastore and keeps each mask as a label. Models here need
 * clicks: a request brings them for each image, or one list for all.
 */
@ApplicationScoped
class BatchInference {

  /**
   * What to run.
   *
   * @param images all, labeled or unlabeled
   * @param tag of the labels that are kept
   * @param most images at most; 0 for all
   */
  record Batch(PublishedModel model, String images, String tag, int most, JsonNode params) {}

  private final Datastore datastore;
  private final ClientImages images;
  private final ClientInference inference;
  private final ClientWork work;
  private final LabelService labels;
  private final StructureNames structures;
  private final ObjectMapper json;

  BatchInference(
      Datastore datastore,
      ClientImages images,
      ClientInference inference,
      ClientWork work,
      LabelService labels,
      StructureNames structures,
      ObjectMapper json) {
    this.datastore = datastore;
    this.images = images;
    this.inference = inference;
    this.work = work;
    this.labels = labels;
    this.structures = structures;
    this.json = json;
  }

  /** One image after the other; what goes wrong with one is told, and the next one comes. */
  void run(Batch batch, TaskProgress progress) {
    List<DatastoreImage> chosen =
        datastore.images().stream()
            .filter(i -> isWanted(i, batch))
            .limit(batch.most() > 0 ? batch.most() : Long.MAX_VALUE)
            .toList();
    int done = 0;
    for (DatastoreImage image : chosen) {
      if (progress.isCanceled()) {
        return;
      }
      progress.say(image.id() + ": " + result(image.id(), batch));
      done++;
    }
    progress.say(done + " of " + chosen.size() + " images");
  }

  private static boolean isWanted(DatastoreImage image, Batch batch) {
    boolean labelled = image.isLabelled() || image.labels().containsKey(batch.tag());
    return switch (batch.images()) {
      case "labeled" -> labelled;
      case "unlabeled" -> !labelled;
      default -> true;
    };
  }

  private String result(String id, Batch batch) {
    JsonNode own = batch.params().path("clicks").path(id);
    JsonNode params = own.isObject() ? own : batch.params();
    String owner = "batch:" + UUID.randomUUID();
    try {
      ClientImage image = images.require(id);
      String name = params.path("label").asText(batch.params().path("label").asText(""));
      ClientInference.Answer answer =
          inference.infer(
              new ClientInference.Caller(owner, structures.known(name)),
              image,
              batch.model(),
              ClickLists.of(json, params));
      if (answer.mask().isEmpty()) {
        return "no label, its clicks mark nothing";
      }
      List<NamedMask> masks = List.of(new NamedMask(structures.of(name), answer.mask()));
      labels.keep(
          image, batch.tag(), masks, json.createObjectNode().put("model", batch.model().name()));
      return answer.mask().count() + " voxels";
    } catch (ApiException | SeriesException e) {
      return "no label, " + e.getMessage();
    } finally {
      work.close(owner);
    }
  }
}
