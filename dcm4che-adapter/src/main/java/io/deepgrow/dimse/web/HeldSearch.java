package io.deepgrow.dimse.web;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dimse.held.HeldObject;
import io.deepgrow.dimse.node.PacsCalls.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Searches what is held: values, lists of values, wild cards and ranges of dates (PS3.4 C.2.2.2).
 */
final class HeldSearch {

  private static final Set<Integer> COUNTED =
      Set.of(
          Tag.MODALITIES_IN_STUDY,
          Tag.NUMBER_OF_STUDY_RELATED_SERIES,
          Tag.NUMBER_OF_STUDY_RELATED_INSTANCES,
          Tag.NUMBER_OF_SERIES_RELATED_INSTANCES);

  private HeldSearch() {}

  static List<DicomObject> of(List<HeldObject> objects, Search search) {
    Map<String, List<HeldObject>> groups = new LinkedHashMap<>();
    for (HeldObject object : objects) {
      groups.computeIfAbsent(group(object, search.level()), g -> new ArrayList<>()).add(object);
    }
    return groups.values().stream()
        .map(group -> described(group, search.level()))
        .filter(found -> matches(found, search.keys()))
        .toList();
  }

  private static String group(HeldObject object, Level level) {
    return switch (level) {
      case STUDY -> object.study().value();
      case SERIES -> object.study() + "/" + object.series();
      case IMAGE -> object.study() + "/" + object.series() + "/" + object.instance();
    };
  }

  private static DicomObject described(List<HeldObject> group, Level level) {
    DicomObject found = group.get(0).summary().deepCopy();
    if (level == Level.STUDY) {
      Set<String> modalities = new TreeSet<>();
      group.forEach(o -> o.summary().string(Tag.MODALITY).ifPresent(modalities::add));
      found.setString(Tag.MODALITIES_IN_STUDY, modalities.toArray(String[]::new));
      long series = group.stream().map(HeldObject::series).distinct().count();
      found.setInts(Tag.NUMBER_OF_STUDY_RELATED_SERIES, (int) series);
      found.setInts(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, group.size());
      found.remove(Tag.SERIES_INSTANCE_UID).remove(Tag.SERIES_NUMBER).remove(Tag.MODALITY);
    } else if (level == Level.SERIES) {
      found.setInts(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES, group.size());
    }
    if (level != Level.IMAGE) {
      found.remove(Tag.SOP_INSTANCE_UID).remove(Tag.SOP_CLASS_UID).remove(Tag.INSTANCE_NUMBER);
    }
    return found;
  }

  private static boolean matches(DicomObject found, DicomObject keys) {
    for (int tag : keys.tags()) {
      List<String> requested = keys.strings(tag).stream().filter(v -> !v.isEmpty()).toList();
      if (!requested.isEmpty()
          && !(COUNTED.contains(tag) && tag != Tag.MODALITIES_IN_STUDY)
          && found.strings(tag).stream()
              .noneMatch(value -> requested.stream().anyMatch(key -> matches(value, key, tag)))) {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String value, String key, int tag) {
    boolean date = tag == Tag.STUDY_DATE || tag == Tag.SERIES_DATE || tag == Tag.PATIENT_BIRTH_DATE;
    int dash = key.indexOf('-');
    if (date && dash >= 0) {
      String from = key.substring(0, dash);
      String to = key.substring(dash + 1);
      return (from.isEmpty() || value.compareTo(from) >= 0)
          && (to.isEmpty() || value.compareTo(to) <= 0);
    }
    boolean name = tag == Tag.PATIENT_NAME;
    return name
        ? WildCards.match(key.toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT))
        : WildCards.match(key, value);
  }
}
