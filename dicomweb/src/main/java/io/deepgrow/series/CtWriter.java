package io.deepgrow.series;

import io.deepgrow.dicom.DecimalString;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Writes a volume as a series of CT images (PS3.3 A.3): generated studies for demo and tests. */
public final class CtWriter {

  public static final String CT_IMAGE_STORAGE = "1.2.840.10008.5.1.4.1.1.2";

  private static final int INTERCEPT = -1024;

  private final UidSource uids;
  private final Instant time;
  private final PatientModule patient;

  public CtWriter(UidSource uids, Instant time, PatientModule patient) {
    this.uids = uids;
    this.time = time;
    this.patient = patient;
  }

  /** One object a slice in a new study, in the order of k; Explicit VR Little Endian, 16 bits. */
  public List<DicomFile> write(Volume volume) {
    String study = uids.next();
    String series = uids.next();
    String frame = uids.next();
    List<DicomFile> files = new ArrayList<>();
    for (int k = 0; k < volume.size().k(); k++) {
      DicomObject object = common(volume.geometry(), study, series, frame);
      slice(object, volume.geometry(), k);
      files.add(
          new DicomFile(
              TransferSyntax.EXPLICIT_LITTLE, object, new PixelData(pixels(volume, k), List.of())));
    }
    return files;
  }

  private DicomObject common(
      VolumeGeometry geometry, String study, String series, String frameOfReference) {
    String date = DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC).format(time);
    String clock = DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC).format(time);
    GridSize size = geometry.size();
    Direction d = geometry.direction();
    return new DicomObject()
        .setString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
        .setString(Tag.IMAGE_TYPE, "DERIVED", "SECONDARY", "AXIAL")
        .setString(Tag.SOP_CLASS_UID, CT_IMAGE_STORAGE)
        .setString(Tag.STUDY_DATE, date)
        .setString(Tag.SERIES_DATE, date)
        .setString(Tag.CONTENT_DATE, date)
        .setString(Tag.STUDY_TIME, clock)
        .setString(Tag.SERIES_TIME, clock)
        .setString(Tag.CONTENT_TIME, clock)
        .setEmpty(Tag.ACCESSION_NUMBER)
        .setString(Tag.MODALITY, "CT")
        .setString(Tag.MANUFACTURER, "deepgrow-pacs")
        .setEmpty(Tag.REFERRING_PHYSICIAN_NAME)
        .setString(Tag.STUDY_DESCRIPTION, patient.studyDescription())
        .setString(Tag.SERIES_DESCRIPTION, "Generated CT")
        .setString(Tag.PATIENT_NAME, patient.name())
        .setString(Tag.PATIENT_ID, patient.id())
        .setEmpty(Tag.PATIENT_BIRTH_DATE)
        .setString(Tag.PATIENT_SEX, "O")
        .setString(Tag.BODY_PART_EXAMINED, "ABDOMEN")
        .setString(Tag.SLICE_THICKNESS, DecimalString.of(geometry.spacing().k()))
        .setEmpty(Tag.KVP)
        .setString(Tag.PATIENT_POSITION, "HFS")
        .setString(Tag.STUDY_INSTANCE_UID, study)
        .setString(Tag.SERIES_INSTANCE_UID, series)
        .setString(Tag.STUDY_ID, "1")
        .setInts(Tag.SERIES_NUMBER, 1)
        .setEmpty(Tag.ACQUISITION_NUMBER)
        .setString(Tag.IMAGE_ORIENTATION_PATIENT, texts(d.i(), d.j()))
        .setString(Tag.FRAME_OF_REFERENCE_UID, frameOfReference)
        .setEmpty(Tag.POSITION_REFERENCE_INDICATOR)
        .setInts(Tag.SAMPLES_PER_PIXEL, 1)
        .setString(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
        .setInts(Tag.ROWS, size.j())
        .setInts(Tag.COLUMNS, size.i())
        .setString(
            Tag.PIXEL_SPACING,
            DecimalString.of(geometry.spacing().j()),
            DecimalString.of(geometry.spacing().i()))
        .setInts(Tag.BITS_ALLOCATED, 16)
        .setInts(Tag.BITS_STORED, 16)
        .setInts(Tag.HIGH_BIT, 15)
        .setInts(Tag.PIXEL_REPRESENTATION, 1)
        .setInts(Tag.RESCALE_INTERCEPT, INTERCEPT)
        .setInts(Tag.RESCALE_SLOPE, 1)
        .setString(Tag.RESCALE_TYPE, "HU")
        .setInts(Tag.WINDOW_CENTER, 40)
        .setInts(Tag.WINDOW_WIDTH, 400);
  }

  private static String[] texts(Vector3 row, Vector3 column) {
    return new String[] {
      DecimalString.of(row.x()),
      DecimalString.of(row.y()),
      DecimalString.of(row.z()),
      DecimalString.of(column.x()),
      DecimalString.of(column.y()),
      DecimalString.of(column.z())
    };
  }

  private void slice(DicomObject object, VolumeGeometry geometry, int k) {
    PatientPoint p = geometry.toPatient(new VoxelIndex(0, 0, k));
    object
        .setString(Tag.SOP_INSTANCE_UID, uids.next())
        .setInts(Tag.INSTANCE_NUMBER, geometry.size().k() - k)
        .setString(
            Tag.IMAGE_POSITION_PATIENT,
            DecimalString.of(p.x()),
            DecimalString.of(p.y()),
            DecimalString.of(p.z()));
  }

  private static byte[] pixels(Volume volume, int k) {
    GridSize size = volume.size();
    int count = size.i() * size.j();
    byte[] bytes = new byte[2 * count];
    int from = size.flat(0, 0, k);
    for (int n = 0; n < count; n++) {
      int stored = Math.min(Short.MAX_VALUE, volume.voxels()[from + n] - INTERCEPT);
      bytes[2 * n] = (byte) stored;
      bytes[2 * n + 1] = (byte) (stored >> 8);
    }
    return bytes;
  }
}
