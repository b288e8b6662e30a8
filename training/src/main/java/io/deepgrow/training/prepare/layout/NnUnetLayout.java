package io.deepgrow.training.prepare.layout;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.Json;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.source.FileCase;
import io.deepgrow.training.prepare.source.ImageFile;
import io.deepgrow.training.prepare.source.Label;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.training.prepare.source.SourceCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An nnU-Net v2 raw dataset: {@code imagesTr/CASE_0000.nii.gz}, {@code labelsTr/CASE.nii.gz}, names
 * of labels in {@code dataset.json}. Of several channels the one called CT counts, else the first.
 */
final class NnUnetLayout {

  private NnUnetLayout() {}

  static Listing list(Path folder) throws IOException {
    Path images = folder.resolve("imagesTr");
    Path labels = folder.resolve("labelsTr");
    if (!Files.isDirectory(images) || !Files.isDirectory(labels)) {
      throw new PrepareException(folder + " has no imagesTr and labelsTr");
    }
    JsonNode json = json(folder.resolve("dataset.json"));
    List<Label> declared = DeclaredLabels.of(json.path("labels"));
    String channel = "_" + channel(json) + ".";
    CaseNames names = new CaseNames();
    List<SourceCase> cases = new ArrayList<>();
    List<Finding> defects = new ArrayList<>();
    for (Path image : ImageFile.files(images)) {
      String name = image.getFileName().toString();
      int at = name.lastIndexOf(channel);
      if (at < 0 || !ImageFile.isVolume(image)) {
        continue;
      }
      String key = name.substring(0, at);
      Path label = labels.resolve(key + name.substring(at + channel.length() - 1));
      String id = names.next(key);
      if (Files.exists(label)) {
        cases.add(new FileCase(id, id, folder, image, label, declared));
      } else {
        defects.add(new Finding(id, "", "case.no_label", "There is no " + label.getFileName()));
      }
    }
    return new Listing("nnU-Net v2", cases, defects);
  }

  private static JsonNode json(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return MissingNode.getInstance();
    }
    try {
      return Json.tree(file);
    } catch (JacksonException e) {
      throw new PrepareException(file + " is no JSON: " + e.getOriginalMessage());
    }
  }

  private static String channel(JsonNode json) {
    for (var entry : json.path("channel_names").properties()) {
      if (entry.getValue().asText().equalsIgnoreCase("CT")) {
        return ("0000" + entry.getKey()).substring(entry.getKey().length());
      }
    }
    return "0000";
  }
}
