package io.deepgrow.training.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.deepgrow.example.Example;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder of CTs below a run's data, or one CT there, and how much of the real CT comes from it.
 *
 * @param folder below the run's data, or the name of a CT in such a folder
 * @param share beside those of the others
 * @param jitter largest shift of densities in HU; 0 for scans that can be trusted
 */
public record DataCollection(String folder, double share, double jitter) {

  private static final Pattern FORM = Pattern.compile("([^:]+):(\\d*\\.?\\d+)(?::(\\d*\\.?\\d+))?");

  /**
   * From {@code FOLDER:SHARE} or {@code FOLDER:SHARE:HU}.
   *
   * @throws IllegalArgumentException when it is neither
   */
  @JsonCreator
  public static DataCollection parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "A collection is FOLDER:SHARE or FOLDER:SHARE:HU, such as tumours:0.4, not '"
              + text
              + "'");
    }
    double jitter = matcher.group(3) == null ? 0 : Double.parseDouble(matcher.group(3));
    return new DataCollection(matcher.group(1), Double.parseDouble(matcher.group(2)), jitter);
  }

  /** Examples of this folder, so that all of them have its share. */
  List<Example> weighted(List<Example> examples) {
    return examples.stream().map(e -> e.with(share / examples.size(), jitter)).toList();
  }

  @Override
  @JsonValue
  public String toString() {
    return folder + ":" + share + (jitter > 0 ? ":" + jitter : "");
  }
}
