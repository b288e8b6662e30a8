package io.deepgrow.app.routing.workitem.performer;

import io.deepgrow.dicomweb.workitem.Workitem;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which items of a worklist a performer takes. */
public final class ItemMatch {

  private ItemMatch() {}

  /** Whether an item is for this performer, has its input, and may begin. */
  public static boolean isOurs(
      Workitem item, PerformerSettings settings, Instant now, ZoneId zone) {
    return item.ready()
        && item.mayBegin(now, zone)
        && fits(settings.stations(), item.stations())
        && fits(settings.labels(), List.of(item.label()))
        && fits(settings.codes(), List.of(item.code()));
  }

  private static boolean fits(List<String> accepted, List<String> named) {
    return accepted.isEmpty() || named.stream().anyMatch(accepted::contains);
  }

  /**
   * Keys of a search that leave out what is for others, as far as servers look at them.
   *
   * @return attribute to value
   */
  public static Map<String, String> keys(PerformerSettings settings) {
    Map<String, String> keys = new HashMap<>();
    keys.put("ProcedureStepState", "SCHEDULED");
    if (settings.labels().size() == 1) {
      keys.put("WorklistLabel", settings.labels().get(0));
    }
    if (settings.stations().size() == 1) {
      String station = settings.stations().get(0);
      keys.put(
          "ScheduledStationNameCodeSequence.CodeValue", station.substring(0, station.indexOf('^')));
    }
    return keys;
  }
}
