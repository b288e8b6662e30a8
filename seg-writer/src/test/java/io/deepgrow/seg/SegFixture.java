package io.deepgrow.seg;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.series.SourceSlice;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The made-up series under the fixtures: 21 columns, 22 rows, 7 slices; and its three masks. */
public final class SegFixture {

  /** The SOP class of its images. */
  public static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  static final int COLUMNS = 21;
  static final int ROWS = 22;

  /** How many slices it has. */
  public static final int SLICES = 7;

  /** Where its voxels lie. */
  public static final VolumeGeometry GRID =
      new VolumeGeometry(
          new GridSize(COLUMNS, ROWS, SLICES),
          new Spacing(0.75, 0.8, 2.5),
          new PatientPoint(-170.5, -12.25, -30),
          Direction.IDENTITY);

  private SegFixture() {}

  /** Its planes and grid. */
  public static SourceGrid source() {
    return SourceGrid.of(GRID, slices());
  }

  /** Its slices in rising order. */
  public static List<SourceSlice> slices() {
    List<SourceSlice> slices = new ArrayList<>();
    for (int k = 0; k < SLICES; k++) {
      slices.add(slice("2.25." + (1000 + k), 0, String.format(Locale.ROOT, "%.2f", -30 + 2.5 * k)));
    }
    return slices;
  }

  /** One slice at a position along z. */
  public static SourceSlice slice(String uid, int frame, String z) {
    return new SourceSlice(
        new SopInstanceUid(uid),
        CT,
        frame,
        List.of("-170.50", "-12.25", z),
        List.of("1", "0", "0", "0", "1", "0"),
        List.of("0.80", "0.75"),
        "2.5");
  }

  /** What a SEG takes over of it. */
  public static DicomObject attributes() {
    DicomObject attributes = new DicomObject();
    attributes.setString(Tag.PATIENT_NAME, "Fixture^Öä");
    attributes.setString(Tag.PATIENT_ID, "FIXTURE");
    attributes.setEmpty(Tag.PATIENT_BIRTH_DATE);
    attributes.setString(Tag.PATIENT_SEX, "O");
    attributes.setString(Tag.STUDY_INSTANCE_UID, "2.25.10");
    attributes.setString(Tag.SERIES_INSTANCE_UID, "2.25.20");
    attributes.setString(Tag.FRAME_OF_REFERENCE_UID, "2.25.30");
    attributes.setString(Tag.STUDY_DATE, "20260101");
    attributes.setString(Tag.STUDY_TIME, "120000");
    attributes.setString(Tag.STUDY_ID, "1");
    return attributes;
  }

  /** Segments 1, 2 and 3 of {@code make_fixtures.py}; 1 and 2 overlap. */
  public static Mask mask(int segment) {
    Mask mask = Mask.empty(GRID);
    for (int k = 0; k < SLICES; k++) {
      for (int j = 0; j < ROWS; j++) {
        for (int i = 0; i < COLUMNS; i++) {
          mask.set(GRID.size().flat(i, j, k), inside(segment, i, j, k));
        }
      }
    }
    return mask;
  }

  /** What is left of a segment where lower numbers come first, as in a label map. */
  public static Mask maskBelow(int segment) {
    Mask mask = mask(segment);
    for (int lower = 1; lower < segment; lower++) {
      mask = mask.andNot(mask(lower));
    }
    return mask;
  }

  private static boolean inside(int segment, int i, int j, int k) {
    return switch (segment) {
      case 1 -> (3 * i + 5 * j + 7 * k) % 11 < 4 && k >= 2 && k <= 4;
      case 2 -> (i - 10) * (i - 10) + (j - 8) * (j - 8) < 25 && (k == 1 || k == 2 || k == 5);
      case 3 -> i == 20 && j == 21 && k == 6;
      default -> throw new IllegalArgumentException("No segment " + segment);
    };
  }
}
