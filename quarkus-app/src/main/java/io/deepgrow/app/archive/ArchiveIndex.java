package io.deepgrow.app.archive;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every instance of the archive by its UIDs, in the order of arrival; safe for many threads. */
final class ArchiveIndex {

  private final Map<StudyUid, Map<SeriesUid, Map<SopInstanceUid, ArchivedInstance>>> studies =
      new LinkedHashMap<>();
  private final Map<SopInstanceUid, ArchivedInstance> instances = new LinkedHashMap<>();

  /** Adds an instance whose SOP Instance UID is new. */
  synchronized void add(ArchivedInstance instance) {
    if (instances.putIfAbsent(instance.instance(), instance) != null) {
      throw new IllegalStateException("The instance is in the index already");
    }
    studies
        .computeIfAbsent(instance.study(), s -> new LinkedHashMap<>())
        .computeIfAbsent(instance.series(), s -> new LinkedHashMap<>())
        .put(instance.instance(), instance);
  }

  synchronized Optional<ArchivedInstance> find(SopInstanceUid instance) {
    return Optional.ofNullable(instances.get(instance));
  }

  synchronized int size() {
    return instances.size();
  }

  /** One list for each study: all its instances. */
  synchronized List<List<ArchivedInstance>> studies() {
    return studies.keySet().stream().map(this::study).toList();
  }

  /** The instances of a study, empty when there is none. */
  synchronized List<ArchivedInstance> study(StudyUid study) {
    List<ArchivedInstance> all = new ArrayList<>();
    for (Map<SopInstanceUid, ArchivedInstance> series : ofStudy(study).values()) {
      all.addAll(series.values());
    }
    return all;
  }

  /** One list for each series of a study. */
  synchronized List<List<ArchivedInstance>> series(StudyUid study) {
    return ofStudy(study).keySet().stream().map(series -> series(study, series)).toList();
  }

  /** The instances of a series, empty when there is none. */
  synchronized List<ArchivedInstance> series(StudyUid study, SeriesUid series) {
    return new ArrayList<>(ofStudy(study).getOrDefault(series, Map.of()).values());
  }

  private Map<SeriesUid, Map<SopInstanceUid, ArchivedInstance>> ofStudy(StudyUid study) {
    return studies.getOrDefault(study, Map.of());
  }
}
