package io.deepgrow.app.archive;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;

/** Retrieve URLs below the service root, such as {@code http://localhost:8080/dicom-web}. */
record ArchiveUrls(String root) {

  String of(StudyUid study) {
    return root + "/studies/" + study.value();
  }

  String of(StudyUid study, SeriesUid series) {
    return of(study) + "/series/" + series.value();
  }

  String of(ArchivedInstance instance) {
    return of(instance.study(), instance.series()) + "/instances/" + instance.instance().value();
  }
}
