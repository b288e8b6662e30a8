package io.deepgrow.app.routing.decision;

import io.deepgrow.app.routing.condition.SeriesChoice;
import io.deepgrow.app.routing.sighting.SightedSeries;
import java.util.Comparator;
import java.util.List;

/** Brings series into the order of a rule's preferences. */
final class ChosenSeries {

  private static final List<String> DATES = List.of("SeriesDate", "AcquisitionDate");
  private static final List<String> TIMES = List.of("SeriesTime", "AcquisitionTime");

  private ChosenSeries() {}

  /** The best ones, at most so many as the rule takes; of equal ones the lower UID. */
  static List<SightedSeries> of(SeriesChoice choice, List<SightedSeries> fitting) {
    Comparator<SightedSeries> order = Comparator.comparing(SightedSeries::seriesUid);
    for (int n = choice.prefer().size() - 1; n >= 0; n--) {
      order = order(choice.prefer().get(n)).thenComparing(order);
    }
    return fitting.stream().sorted(order).limit(choice.atMost()).toList();
  }

  private static Comparator<SightedSeries> order(SeriesChoice.Preference preference) {
    return switch (preference) {
      case THINNEST -> Comparator.comparingDouble(ChosenSeries::thickness);
      case MOST_INSTANCES -> Comparator.comparingInt(SightedSeries::instances).reversed();
      case LATEST -> Comparator.comparing(ChosenSeries::time).reversed();
    };
  }

  /** Millimetres; a series that does not say comes last. */
  private static double thickness(SightedSeries series) {
    try {
      double thickness =
          Double.parseDouble(series.attributes().getOrDefault("SliceThickness", "").strip());
      return thickness > 0 ? thickness : Double.POSITIVE_INFINITY;
    } catch (NumberFormatException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** As text that sorts by time; empty where the series does not say. */
  private static String time(SightedSeries series) {
    for (int n = 0; n < DATES.size(); n++) {
      String date = series.attributes().getOrDefault(DATES.get(n), "").strip();
      if (!date.isEmpty()) {
        return date + series.attributes().getOrDefault(TIMES.get(n), "").strip();
      }
    }
    return "";
  }
}
