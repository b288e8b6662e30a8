package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.Sha256;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A study as a PACS has it now.
 *
 * @param attributes of the study by keyword
 * @param series in the order of their UIDs
 */
record StudyContent(Map<String, String> attributes, List<Series> series) {

  private static final Set<String> DERIVED_MODALITIES =
      Set.of("SEG", "SR", "PR", "KO", "RTSTRUCT", "RTDOSE", "RTPLAN", "REG", "FID", "DOC", "M3D");

  /**
   * A series of it.
   *
   * @param attributes by keyword
   */
  record Series(
      String uid, String modality, int instances, boolean derived, Map<String, String> attributes) {
    Series {
      attributes = Map.copyOf(attributes);
    }
  }

  StudyContent {
    attributes = Map.copyOf(attributes);
    series = series.stream().sorted(Comparator.comparing(Series::uid)).toList();
  }

  boolean isEmpty() {
    return series.isEmpty();
  }

  /**
   * Of the series and the number of their instances, SHA-256; what is always made from others, such
   * as a Segmentation that this service stored, is left out of it: it is no reason to decide again.
   */
  String digest() {
    return Sha256.of(
        series.stream()
            .filter(each -> !DERIVED_MODALITIES.contains(each.modality()))
            .map(each -> each.uid() + "=" + each.instances())
            .collect(Collectors.joining("\n")));
  }

  /** Whether a series was made from others, by what is known of it. */
  static boolean isDerived(String modality, Map<String, String> attributes) {
    String image = attributes.getOrDefault("ImageType", "");
    // originals that were compressed with loss, and CT that came from another format, are axial
    return DERIVED_MODALITIES.contains(modality)
        || (image.startsWith("DERIVED\\SECONDARY")
            && !image.startsWith("DERIVED\\SECONDARY\\AXIAL"));
  }
}
