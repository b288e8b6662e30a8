package io.deepgrow.app.series;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.List;

/** Small series, each with a volume of its own. */
final class TestSeries {

  /** What each takes. */
  static final int BYTES = 2 * 10 * 10 * 10;

  private TestSeries() {}

  /** A series of study 1.2, by any name. */
  static SeriesKey key(String name) {
    return new SeriesKey(
        new StudyUid("1.2"), new SeriesUid("1.2." + Integer.toUnsignedString(name.hashCode())));
  }

  static LoadedSeries of(String study) {
    return new LoadedSeries(
        Volume.of(
            VolumeGeometry.axial(new GridSize(10, 10, 10), new Spacing(1, 1, 1)), new short[1000]),
        List.of(),
        new DicomObject().setString(Tag.STUDY_INSTANCE_UID, study),
        List.of());
  }
}
