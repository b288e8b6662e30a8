package io.deepgrow.app.compat.form;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.upload.StagedFile;
import io.deepgrow.app.upload.UploadFolder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The body of a client's request, whichever of the forms it came in. Files lie on disk until it is
 * closed; what an upload took is gone from there by then.
 */
public final class ClientForm implements AutoCloseable {

  /** A file part: what the client called the field, and the file. */
  public record FilePart(String field, StagedFile file) {}

  private final JsonNode params;
  private final Map<String, String> fields;
  private final List<FilePart> files;
  private final UploadFolder folder;

  ClientForm(
      JsonNode params, Map<String, String> fields, List<FilePart> files, UploadFolder folder) {
    this.params = params;
    this.fields = Map.copyOf(fields);
    this.files = List.copyOf(files);
    this.folder = folder;
  }

  /** The parameters, an object, perhaps an empty one. */
  public JsonNode params() {
    return params;
  }

  /** A text field other than the parameters. */
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** The files that are images: all but a label. */
  public List<StagedFile> images() {
    return files.stream().filter(f -> !f.field().equals("label")).map(FilePart::file).toList();
  }

  public Optional<StagedFile> label() {
    return files.stream().filter(f -> f.field().equals("label")).map(FilePart::file).findFirst();
  }

  @Override
  public void close() {
    files.forEach(f -> folder.deleteFile(f.file().path()));
  }
}
