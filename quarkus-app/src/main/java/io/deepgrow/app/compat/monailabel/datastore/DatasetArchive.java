package io.deepgrow.app.compat.monailabel.datastore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.answer.AnswerFiles;
import io.deepgrow.app.compat.answer.Body;
import io.deepgrow.app.compat.answer.MaskFile;
import io.deepgrow.app.compat.image.ClientImages;
import io.deepgrow.app.compat.image.ImageFiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Labelled images with their labels as one ZIP: {@code image/}, {@code label/}, metadata. */
@ApplicationScoped
class DatasetArchive {

  private final Datastore datastore;
  private final ClientImages images;
  private final ImageFiles files;
  private final LabelService labels;
  private final AnswerFiles answers;
  private final ObjectMapper json;

  DatasetArchive(
      Datastore datastore,
      ClientImages images,
      ImageFiles files,
      LabelService labels,
      AnswerFiles answers,
      ObjectMapper json) {
    this.datastore = datastore;
    this.images = images;
    this.files = files;
    this.labels = labels;
    this.answers = answers;
    this.json = json;
  }

  /**
   * The archive, made on disk, where it is gone once this answer is.
   *
   * @param limit of images; 0 for all
   * @param metadata what there is in the datastore
   * @throws ApiException {@code label.not_found} when nothing is labelled
   */
  MaskFile make(int limit, Object metadata) {
    List<DatastoreImage> labelled =
        datastore.images().stream()
            .filter(DatastoreImage::isLabelled)
            .limit(limit > 0 ? limit : Long.MAX_VALUE)
            .toList();
    if (labelled.isEmpty()) {
      throw new ApiException(ErrorCode.LABEL_NOT_FOUND, "No image has a final label");
    }
    return new MaskFile(
        "dataset.zip", answers.make(out -> write(out, labelled, json.valueToTree(metadata))));
  }

  private void write(OutputStream out, List<DatastoreImage> labelled, JsonNode metadata)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    for (DatastoreImage image : labelled) {
      MaskFile file = files.of(images.require(image.id()));
      add(zip, "image/" + file.name(), file.body());
      String label = image.id().replaceAll("[^A-Za-z0-9._-]", "_") + LabelService.SUFFIX;
      add(zip, "label/" + label, labels.file(image.id(), DatastoreImage.FINAL).body());
    }
    add(zip, "metadata.json", Body.of(json.writeValueAsBytes(metadata)));
    zip.finish();
  }

  private static void add(ZipOutputStream zip, String name, Body body) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    body.writeTo(zip);
    zip.closeEntry();
  }
}
