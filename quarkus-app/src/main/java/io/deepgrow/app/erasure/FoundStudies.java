package io.deepgrow.app.erasure;

import io.deepgrow.dicom.DicomObject;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Collects which studies are a patient's. Where an issuer is named, a study is the patient's only
 * if something of it names the same one; no issuer is no match.
 */
final class FoundStudies {

  private final Patient patient;
  private final Map<String, Set<FoundBy>> sure = new TreeMap<>();
  private final Map<String, Set<FoundBy>> unnamed = new TreeMap<>();
  private final Set<String> namesakes = new HashSet<>();

  FoundStudies(Patient patient) {
    this.patient = patient;
  }

  /** Takes in what an object of a study says. */
  void add(FoundBy by, String study, DicomObject object) {
    switch (patient.match(object)) {
      case SAME -> put(sure, study, by);
      case SAME_ID -> put(unnamed, study, by);
      case NAMESAKE -> namesakes.add(study);
      case OTHER -> {
        // says nothing of this patient
      }
    }
  }

  /** Takes in a study of which only the Patient ID is known. */
  void addById(FoundBy by, String study) {
    put(patient.hasIssuer() ? unnamed : sure, study, by);
  }

  private static void put(Map<String, Set<FoundBy>> studies, String study, FoundBy by) {
    studies.computeIfAbsent(study, s -> EnumSet.noneOf(FoundBy.class)).add(by);
  }

  /** The patient's studies, and those of the same Patient ID of which nothing names an issuer. */
  Concerns all() {
    Map<String, Set<FoundBy>> all = new TreeMap<>(sure);
    Set<String> withoutIssuer = new TreeSet<>();
    unnamed.forEach(
        (study, by) -> {
          if (sure.containsKey(study)) {
            by.forEach(b -> put(all, study, b));
          } else if (!namesakes.contains(study)) {
            withoutIssuer.add(study);
          }
        });
    return new Concerns(all, withoutIssuer);
  }
}
