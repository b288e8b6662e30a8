package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** QIDO-RS answers over the index (PS3.18 10.6): studies, series and instances. */
final class ArchiveSearch {

  private static final int[] STUDY = {
    Tag.STUDY_DATE,
    Tag.STUDY_TIME,
    Tag.ACCESSION_NUMBER,
    Tag.INSTANCE_AVAILABILITY,
    Tag.MODALITIES_IN_STUDY,
    Tag.REFERRING_PHYSICIAN_NAME,
    Tag.STUDY_DESCRIPTION,
    Tag.RETRIEVE_URL,
    Tag.PATIENT_NAME,
    Tag.PATIENT_ID,
    Tag.PATIENT_BIRTH_DATE,
    Tag.PATIENT_SEX,
    Tag.STUDY_INSTANCE_UID,
    Tag.STUDY_ID,
    Tag.NUMBER_OF_STUDY_RELATED_SERIES,
    Tag.NUMBER_OF_STUDY_RELATED_INSTANCES,
  };
  private static final int[] SERIES = {
    Tag.MODALITY,
    Tag.SERIES_DATE,
    Tag.SERIES_TIME,
    Tag.SERIES_DESCRIPTION,
    Tag.INSTANCE_AVAILABILITY,
    Tag.RETRIEVE_URL,
    Tag.STUDY_INSTANCE_UID,
    Tag.SERIES_INSTANCE_UID,
    Tag.SERIES_NUMBER,
    Tag.NUMBER_OF_SERIES_RELATED_INSTANCES,
  };
  private static final int[] INSTANCE = {
    Tag.SOP_CLASS_UID,
    Tag.SOP_INSTANCE_UID,
    Tag.INSTANCE_AVAILABILITY,
    Tag.RETRIEVE_URL,
    Tag.STUDY_INSTANCE_UID,
    Tag.SERIES_INSTANCE_UID,
    Tag.INSTANCE_NUMBER,
    Tag.ROWS,
    Tag.COLUMNS,
    Tag.BITS_ALLOCATED,
    Tag.NUMBER_OF_FRAMES,
  };

  private final ArchiveIndex index;
  private final ArchiveUrls urls;

  ArchiveSearch(ArchiveIndex index, ArchiveUrls urls) {
    this.index = index;
    this.urls = urls;
  }

  List<DicomObject> studies(ArchiveQuery query) {
    List<DicomObject> found = new ArrayList<>();
    for (List<ArchivedInstance> study : index.studies()) {
      add(found, studyView(study), query, STUDY);
    }
    return query.page(found);
  }

  List<DicomObject> series(StudyUid study, ArchiveQuery query) {
    List<DicomObject> found = new ArrayList<>();
    addSeries(found, study, query, SERIES);
    return query.page(found);
  }

  /** Series of every study, with the attributes of their study. */
  List<DicomObject> series(ArchiveQuery query) {
    List<DicomObject> found = new ArrayList<>();
    for (List<ArchivedInstance> study : index.studies()) {
      addSeries(found, study.get(0).study(), query, joined(STUDY, SERIES));
    }
    return query.page(found);
  }

  List<DicomObject> instances(StudyUid study, SeriesUid series, ArchiveQuery query) {
    return instances(index.series(study, series), query, INSTANCE);
  }

  List<DicomObject> instances(StudyUid study, ArchiveQuery query) {
    return instances(index.study(study), query, joined(SERIES, INSTANCE));
  }

  private void addSeries(
      List<DicomObject> found, StudyUid study, ArchiveQuery query, int[] attributes) {
    for (List<ArchivedInstance> series : index.series(study)) {
      DicomObject view = studyView(index.study(study));
      ArchivedInstance first = series.get(0);
      copyAll(first.header(), view);
      view.setInts(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES, series.size());
      view.setString(Tag.RETRIEVE_URL, urls.of(first.study(), first.series()));
      add(found, view, query, attributes);
    }
  }

  private List<DicomObject> instances(
      List<ArchivedInstance> candidates, ArchiveQuery query, int[] attributes) {
    List<DicomObject> found = new ArrayList<>();
    for (ArchivedInstance instance : candidates) {
      DicomObject view = view(instance);
      view.setString(Tag.RETRIEVE_URL, urls.of(instance));
      add(found, view, query, attributes);
    }
    return query.page(found);
  }

  private DicomObject studyView(List<ArchivedInstance> study) {
    Set<String> modalities = new LinkedHashSet<>();
    Set<SeriesUid> series = new LinkedHashSet<>();
    for (ArchivedInstance instance : study) {
      instance.header().string(Tag.MODALITY).ifPresent(modalities::add);
      series.add(instance.series());
    }
    DicomObject view = view(study.get(0));
    view.setString(Tag.MODALITIES_IN_STUDY, modalities.toArray(String[]::new));
    view.setInts(Tag.NUMBER_OF_STUDY_RELATED_SERIES, series.size());
    view.setInts(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, study.size());
    view.setString(Tag.RETRIEVE_URL, urls.of(study.get(0).study()));
    return view;
  }

  private static DicomObject view(ArchivedInstance instance) {
    DicomObject view = new DicomObject();
    copyAll(instance.header(), view);
    view.setString(Tag.INSTANCE_AVAILABILITY, "ONLINE");
    return view;
  }

  private static void copyAll(DicomObject from, DicomObject to) {
    for (int tag : from.tags()) {
      to.copy(from, tag);
    }
  }

  private static void add(
      List<DicomObject> found, DicomObject view, ArchiveQuery query, int[] attributes) {
    if (!query.matches(view)) {
      return;
    }
    if (query.all()) {
      found.add(view);
      return;
    }
    DicomObject answer = new DicomObject();
    answer.copy(view, attributes);
    for (int tag : query.included()) {
      answer.copy(view, tag);
    }
    found.add(answer);
  }

  private static int[] joined(int[] first, int[] second) {
    return java.util.stream.IntStream.concat(
            java.util.Arrays.stream(first), java.util.Arrays.stream(second))
        .distinct()
        .toArray();
  }
}
