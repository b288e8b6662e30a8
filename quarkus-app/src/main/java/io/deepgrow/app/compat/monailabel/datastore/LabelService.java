package io.deepgrow.app.compat.monailabel.datastore;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.Erased;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.PublishedModels;
import io.deepgrow.app.compat.answer.AnswerFiles;
import io.deepgrow.app.compat.answer.Body;
import io.deepgrow.app.compat.answer.MaskFile;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.compat.image.ClientImages;
import io.deepgrow.app.compat.image.ImageLoading;
import io.deepgrow.app.compat.monailabel.label.LabelFiles;
import io.deepgrow.app.compat.monailabel.label.LabelInfo;
import io.deepgrow.app.compat.monailabel.label.LabelReader;
import io.deepgrow.app.compat.monailabel.label.LabelRepository;
import io.deepgrow.app.compat.monailabel.label.SavedLabel;
import io.deepgrow.app.compat.protocol.InvalidFieldException;
import io.deepgrow.app.compat.session.ClientWork;
import io.deepgrow.app.result.NamedMask;
import io.deepgrow.app.result.ResultObjects;
import io.deepgrow.app.result.ResultService;
import io.deepgrow.app.upload.StagedFile;
import io.deepgrow.app.upload.UploadFolder;
import io.deepgrow.series.LoadedSeries;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rules of labels: those of a series in the PACS become a DICOM SEG there, by way of the
 * outbox; those of an upload lie beside it and go with it.
 */
@ApplicationScoped
public class LabelService {

  /** Labels are handed out as Slicer's segmentations, which are NRRD labelmaps to all others. */
  static final String SUFFIX = ".seg.nrrd";

  private static final String OWNER = "labels";

  private final ClientImages images;
  private final ImageLoading loading;
  private final LabelReader reader;
  private final LabelFiles files;
  private final LabelRepository labels;
  private final Datastore datastore;
  private final LabelInfo infos;
  private final ClientWork work;
  private final PublishedModels models;
  private final ResultService results;
  private final ResultObjects objects;
  private final UploadFolder folder;
  private final AnswerFiles answers;

  LabelService(
      ClientImages images,
      ImageLoading loading,
      LabelReader reader,
      LabelFiles files,
      LabelRepository labels,
      Datastore datastore,
      LabelInfo infos,
      ClientWork work,
      PublishedModels models,
      ResultService results,
      ResultObjects objects,
      UploadFolder folder,
      AnswerFiles answers) {
    this.images = images;
    this.loading = loading;
    this.reader = reader;
    this.files = files;
    this.labels = labels;
    this.datastore = datastore;
    this.infos = infos;
    this.work = work;
    this.models = models;
    this.results = results;
    this.objects = objects;
    this.folder = folder;
    this.answers = answers;
  }

  /**
   * Saves a label.
   *
   * @throws ApiException {@code label.unusable} when it does not fit its image, {@code
   *     result.nothing_found} when it is empty
   */
  void save(String imageId, String tag, ClientForm form) {
    ClientImage image = images.require(imageId);
    StagedFile file =
        form.label()
            .or(() -> form.images().stream().findFirst())
            .orElseThrow(() -> InvalidFieldException.missing("label", "A file 'label' is missing"));
    JsonNode params = form.params();
    LoadedSeries series = loading.load(image);
    List<NamedMask> masks = reader.read(file, series, LabelInfo.names(params));
    if (masks.isEmpty()) {
      throw new ApiException(ErrorCode.NOTHING_FOUND, "The label is empty; nothing to save");
    }
    keep(image, tag, masks, params);
  }

  /** Keeps masks as a label, in the PACS or beside the upload, in place of one of the same tag. */
  public void keep(ClientImage image, String tag, List<NamedMask> masks, JsonNode info) {
    boolean fromPacs = image.upload().isEmpty();
    labels.save(
        new SavedLabel(
            image.id(),
            tag,
            fromPacs ? Optional.of(submit(image, masks)) : Optional.empty(),
            fromPacs ? "" : write(image, tag, masks),
            infos.write(info)));
    datastore.forgetListing();
  }

  private UUID submit(ClientImage image, List<NamedMask> masks) {
    UUID session = work.session(OWNER, image, models.require(PublishedModels.SOLID), null).id();
    return results.submitMasks(session, masks).id();
  }

  private String write(ClientImage image, String tag, List<NamedMask> masks) {
    String name = "label-" + UUID.nameUUIDFromBytes(tag.getBytes(StandardCharsets.UTF_8)) + SUFFIX;
    Path coming = folder.temporary();
    try {
      try (OutputStream out = folder.write(coming)) {
        files.write(masks, out);
      }
      Files.move(coming, path(image, name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      folder.deleteFile(coming);
    }
    return name;
  }

  private Path path(ClientImage image, String fileName) {
    return folder.of(image.upload().orElseThrow().id()).resolve(fileName);
  }

  /** A label by image and tag. */
  SavedLabel require(String imageId, String tag) {
    return labels
        .find(imageId, tag)
        .orElseThrow(
            () -> new ApiException(ErrorCode.LABEL_NOT_FOUND, "There is no label of that tag"));
  }

  /** A label as a file: read back from the SEG that was stored, or as it lies on disk. */
  MaskFile file(String imageId, String tag) {
    SavedLabel label = require(imageId, tag);
    ClientImage image = images.require(imageId);
    String name = "label" + SUFFIX;
    if (label.result().isPresent()) {
      byte[] seg = objects.dataset(label.result().get());
      List<NamedMask> masks = files.ofSeg(seg, loading.load(image));
      return new MaskFile(name, answers.pack(out -> files.write(masks, out)));
    }
    Path path = path(image, label.fileName());
    try {
      return new MaskFile(name, Body.of(Files.size(path), out -> Files.copy(path, out)));
    } catch (IOException e) {
      throw Erased.orFailed(e);
    }
  }

  /** The masks of a label, on the grid of its image. */
  public List<NamedMask> masks(String imageId, String tag) {
    SavedLabel label = require(imageId, tag);
    ClientImage image = images.require(imageId);
    LoadedSeries series = loading.load(image);
    return label.result().isPresent()
        ? files.ofSeg(objects.dataset(label.result().get()), series)
        : reader.kept(path(image, label.fileName()), series);
  }

  void describe(String imageId, String tag, JsonNode info) {
    SavedLabel label = require(imageId, tag);
    labels.save(
        new SavedLabel(
            label.image(), label.tag(), label.result(), label.fileName(), infos.write(info)));
  }

  /** Forgets a label; a SEG that is in the PACS stays there. */
  void delete(String imageId, String tag) {
    SavedLabel label = require(imageId, tag);
    if (label.result().isEmpty()) {
      images.find(imageId).ifPresent(image -> folder.deleteFile(path(image, label.fileName())));
    }
    labels.delete(imageId, tag);
  }
}
