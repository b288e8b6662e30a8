package io.deepgrow.app.erasure;

import io.deepgrow.dicom.DicomObject;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Collects which studies are a patient's. A study of which something names another issuer of the
 * same Patient ID is the patient's only if something else names the right one.
 */
final class FoundStudies {

  private final Patient patient;
  private final Map<String, Set<FoundBy>> sure = new TreeMap<>();
  private final Map<String, Set<FoundBy>> likely = new TreeMap<>();
  private final Set<String> namesakes = new HashSet<>();

  FoundStudies(Patient patient) {
    this.patient = patient;
  }

  /** Takes in what an object of a study says. */
  void add(FoundBy by, String study, DicomObject object) {
    switch (patient.match(object)) {
      case SAME -> put(sure, study, by);
      case SAME_ID -> put(likely, study, by);
      case NAMESAKE -> namesakes.add(study);
      case OTHER -> {
        // says nothing of this patient
      }
    }
  }

  /** Takes in a study of which only the Patient ID is known. */
  void addById(FoundBy by, String study) {
    put(patient.hasIssuer() ? likely : sure, study, by);
  }

  private static void put(Map<String, Set<FoundBy>> studies, String study, FoundBy by) {
    studies.computeIfAbsent(study, s -> EnumSet.noneOf(FoundBy.class)).add(by);
  }

  /** The patient's studies by UID, and what said so. */
  Map<String, Set<FoundBy>> all() {
    Map<String, Set<FoundBy>> all = new TreeMap<>(sure);
    likely.forEach(
        (study, by) -> {
          if (sure.containsKey(study) || !namesakes.contains(study)) {
            by.forEach(b -> put(all, study, b));
          }
        });
    return all;
  }
}
