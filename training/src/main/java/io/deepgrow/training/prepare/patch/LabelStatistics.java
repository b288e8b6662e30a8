package io.deepgrow.training.prepare.patch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a dataset holds of one label.
 *
 * @param region its value in the source
 * @param volumes that hold it
 * @param training patches
 * @param validation patches
 * @param minMillilitres of the whole label in a volume
 * @param meanMillilitres mean over the volumes
 * @param meanHu mean over the patches
 */
public record LabelStatistics(
    String id,
    String name,
    int region,
    int volumes,
    int training,
    int validation,
    double minMillilitres,
    double meanMillilitres,
    double maxMillilitres,
    double meanHu) {

  /** One entry a label, in the order of their values. */
  public static List<LabelStatistics> of(List<PatchRecord> training, List<PatchRecord> validation) {
    Map<String, List<PatchRecord>> byLabel = new TreeMap<>();
    List<PatchRecord> all = new ArrayList<>(training);
    all.addAll(validation);
    all.forEach(r -> byLabel.computeIfAbsent(r.labelId(), id -> new ArrayList<>()).add(r));
    List<LabelStatistics> statistics = new ArrayList<>();
    byLabel.values().forEach(records -> statistics.add(ofLabel(records, validation)));
    statistics.sort(
        Comparator.comparingInt(LabelStatistics::region).thenComparing(LabelStatistics::id));
    return statistics;
  }

  private static LabelStatistics ofLabel(List<PatchRecord> records, List<PatchRecord> validation) {
    PatchRecord first = records.get(0);
    int held = 0;
    for (PatchRecord record : validation) {
      held += record.labelId().equals(first.labelId()) ? 1 : 0;
    }
    Map<String, Double> volumes =
        records.stream()
            .collect(
                Collectors.toMap(
                    PatchRecord::caseId, PatchRecord::millilitres, (a, b) -> a, TreeMap::new));
    DoubleSummaryStatistics millilitres =
        volumes.values().stream().mapToDouble(ml -> ml).summaryStatistics();
    return new LabelStatistics(
        first.labelId(),
        first.labelName(),
        first.region(),
        volumes.size(),
        records.size() - held,
        held,
        millilitres.getMin(),
        millilitres.getAverage(),
        millilitres.getMax(),
        records.stream().mapToDouble(PatchRecord::meanHu).average().orElse(0));
  }
}
