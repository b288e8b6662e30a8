package io.deepgrow.phantom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.deepgrow.volume.file.Nifti;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Phantoms as a dataset in the layout of the Medical Segmentation Decathlon. */
public final class PhantomDataset {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private PhantomDataset() {}

  /**
   * Writes {@code imagesTr}, {@code labelsTr} and {@code dataset.json}.
   *
   * @param seed of the first phantom; the next has the next number
   */
  public static void write(Path folder, long seed, int cases, PhantomSpec spec) throws IOException {
    Files.createDirectories(folder.resolve("imagesTr"));
    Files.createDirectories(folder.resolve("labelsTr"));
    List<Map<String, String>> training = new ArrayList<>();
    for (int n = 0; n < cases; n++) {
      Phantom phantom = new PhantomGenerator(seed + n).generate(spec);
      String name = "phantom_%03d.nii.gz".formatted(n + 1);
      Nifti.write(phantom.ct(), folder.resolve("imagesTr").resolve(name));
      Nifti.write(phantom.labels(), folder.resolve("labelsTr").resolve(name));
      training.add(Map.of("image", "./imagesTr/" + name, "label", "./labelsTr/" + name));
    }
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("name", "Phantoms");
    dataset.put("description", "Generated trunks with labelled organs");
    dataset.put("licence", "Apache-2.0");
    dataset.put("modality", Map.of("0", "CT"));
    dataset.put("labels", labels());
    dataset.put("numTraining", cases);
    dataset.put("training", training);
    Files.write(folder.resolve("dataset.json"), JSON.writeValueAsBytes(dataset));
  }

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("0", "background");
    for (Organ organ : Organ.values()) {
      organ.structure().ifPresent(id -> labels.put(Integer.toString(organ.label()), id));
    }
    return labels;
  }
}
