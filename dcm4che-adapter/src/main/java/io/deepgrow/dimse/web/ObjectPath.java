package io.deepgrow.dimse.web;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dimse.held.HeldObject;
import java.util.Optional;

/** What a URL names: a study, a series of it, or an instance of that. */
record ObjectPath(StudyUid study, Optional<SeriesUid> series, Optional<SopInstanceUid> instance) {

  boolean includes(HeldObject object) {
    return object.study().equals(study)
        && series.map(object.series()::equals).orElse(true)
        && instance.map(object.instance()::equals).orElse(true);
  }

  /** As in a URL. */
  @Override
  public String toString() {
    return "/studies/"
        + study
        + series.map(uid -> "/series/" + uid).orElse("")
        + instance.map(uid -> "/instances/" + uid).orElse("");
  }
}
