package io.deepgrow.training.prepare.layout;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.Json;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.source.FileCase;
import io.deepgrow.training.prepare.source.Label;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.training.prepare.source.SourceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A JSON file with a list of {@code {"image": …, "label": …}}, paths relative to the file: plain,
 * or under a key as in the Medical Segmentation Decathlon. An optional {@code "patient"} keeps
 * volumes on one side of the split.
 */
final class DatalistLayout {

  private DatalistLayout() {}

  static Listing list(Path file, String key, String layout) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new PrepareException("There is no file " + file);
    }
    JsonNode json;
    try {
      json = Json.tree(file);
    } catch (JacksonException e) {
      throw new PrepareException(file + " is no JSON: " + e.getOriginalMessage());
    }
    JsonNode entries = json.isArray() ? json : json.path(key);
    if (!entries.isArray()) {
      throw new PrepareException(file + " has no list '" + key + "'; name another key");
    }
    List<Label> declared = DeclaredLabels.of(json.path("labels"));
    Path root =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file lies in a folder");
    CaseNames names = new CaseNames();
    List<SourceCase> cases = new ArrayList<>();
    List<Finding> defects = new ArrayList<>();
    for (JsonNode entry : entries) {
      String image = path(entry, "image");
      String label = path(entry, "label");
      String id = names.next(String.valueOf(Path.of(image).getFileName()));
      if (image.isEmpty() || label.isEmpty()) {
        defects.add(new Finding(id, "", "case.no_label", "The entry names no image or no label"));
        continue;
      }
      String group = entry.path("patient").asText(id);
      cases.add(new FileCase(id, group, root, root.resolve(image), root.resolve(label), declared));
    }
    return new Listing(layout, cases, defects);
  }

  /** A path, or the first of a list of one channel each. */
  private static String path(JsonNode entry, String field) {
    JsonNode value = entry.path(field);
    return value.isArray() ? value.path(0).asText() : value.asText();
  }
}
