package io.deepgrow.app.series;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;

/** A series of a study; a series that was moved to another study is another one. */
public record SeriesKey(StudyUid study, SeriesUid series) {}
