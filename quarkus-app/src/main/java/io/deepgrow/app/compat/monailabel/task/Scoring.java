package io.deepgrow.app.compat.monailabel.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.compat.monailabel.datastore.Datastore;
import io.deepgrow.app.compat.monailabel.datastore.DatastoreImage;
import io.deepgrow.app.compat.monailabel.datastore.ImageInfos;
import io.deepgrow.app.compat.monailabel.datastore.LabelService;
import io.deepgrow.app.result.NamedMask;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares two labels of every image that has both, and keeps the scores with the image. */
@ApplicationScoped
public class Scoring {

  /** The name of the only method of scoring, as clients send it. */
  public static final String METHOD = "dice";

  /** What the method does, as clients show it. */
  public static final String DESCRIPTION = "Dice of each segment of two labels, final and original";

  private final Datastore datastore;
  private final LabelService labels;
  private final ImageInfos infos;
  private final ObjectMapper json;

  Scoring(Datastore datastore, LabelService labels, ImageInfos infos, ObjectMapper json) {
    this.datastore = datastore;
    this.labels = labels;
    this.infos = infos;
    this.json = json;
  }

  /**
   * Scores all images; the mean over segments goes into the image's info as {@code dice}.
   *
   * @param tag of the labels that count as true
   * @param predicted tag of the labels to be judged
   */
  void score(String tag, String predicted, TaskProgress progress) {
    for (DatastoreImage image : datastore.images()) {
      if (progress.isCanceled()) {
        return;
      }
      if (image.labels().keySet().containsAll(List.of(tag, predicted))) {
        try {
          Map<String, Double> dice =
              dice(labels.masks(image.id(), tag), labels.masks(image.id(), predicted));
          infos.merge(image.id(), info(dice));
          dice.forEach(
              (segment, score) ->
                  progress.say(
                      String.format(Locale.ROOT, "%s: %s %.6f", image.id(), segment, score)));
        } catch (ApiException e) {
          progress.say(image.id() + ": " + e.getMessage());
        }
      }
    }
  }

  private JsonNode info(Map<String, Double> dice) {
    ObjectNode info = json.createObjectNode();
    double mean = dice.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    info.put("dice", mean);
    ObjectNode segments = info.putObject("dice_segments");
    dice.forEach(segments::put);
    return info;
  }

  /** By segment; 0 for one that only one of the labels has. */
  static Map<String, Double> dice(List<NamedMask> first, List<NamedMask> second) {
    Map<String, Mask> truth = byName(first);
    Map<String, Mask> judged = byName(second);
    TreeSet<String> names = new TreeSet<>(truth.keySet());
    names.addAll(judged.keySet());
    Map<String, Double> scores = new TreeMap<>();
    for (String name : names) {
      Mask a = truth.get(name);
      Mask b = judged.get(name);
      scores.put(name, a == null || b == null ? 0 : Dice.of(a, b).orElse(1));
    }
    return scores;
  }

  private static Map<String, Mask> byName(List<NamedMask> masks) {
    Map<String, Mask> named = new TreeMap<>();
    masks.forEach(m -> named.merge(m.structure().label(), m.mask(), Mask::or));
    return named;
  }
}
