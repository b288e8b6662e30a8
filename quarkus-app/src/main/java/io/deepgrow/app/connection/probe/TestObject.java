package io.deepgrow.app.connection.probe;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.Uids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/**
 * A made-up image that is stored to try a connection out: of nobody, and each time under the same
 * UIDs, so that there is one of it at most.
 */
final class TestObject {

  static final String MANUFACTURER = "deepgrow-pacs";
  static final String PATIENT_ID = "DEEPGROW-TEST";

  private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";
  private static final int CONVERSION_TYPE = 0x00080064;
  private static final int SIZE = 16;

  private final StudyUid study;
  private final SeriesUid series;
  private final SopInstanceUid instance;
  private final Instant time;

  TestObject(ConnectionId connection, Instant time) {
    this.study = new StudyUid(uid(connection, "study"));
    this.series = new SeriesUid(uid(connection, "series"));
    this.instance = new SopInstanceUid(uid(connection, "instance"));
    this.time = time;
  }

  private static String uid(ConnectionId connection, String of) {
    String name = "connection test/" + connection + "/" + of;
    return Uids.of(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  StudyUid study() {
    return study;
  }

  SeriesUid series() {
    return series;
  }

  SopInstanceUid instance() {
    return instance;
  }

  DicomFile file() {
    String day = DateTimeFormatter.ofPattern("yyyyMMdd").withZone(ZoneOffset.UTC).format(time);
    String clock = DateTimeFormatter.ofPattern("HHmmss").withZone(ZoneOffset.UTC).format(time);
    DicomObject object =
        new DicomObject()
            .setString(Tag.SPECIFIC_CHARACTER_SET, "ISO_IR 192")
            .setString(Tag.SOP_CLASS_UID, SECONDARY_CAPTURE)
            .setString(Tag.SOP_INSTANCE_UID, instance.value())
            .setString(Tag.STUDY_DATE, day)
            .setString(Tag.STUDY_TIME, clock)
            .setEmpty(Tag.ACCESSION_NUMBER)
            .setString(Tag.MODALITY, "OT")
            .setString(CONVERSION_TYPE, "SYN")
            .setString(Tag.MANUFACTURER, MANUFACTURER)
            .setEmpty(Tag.REFERRING_PHYSICIAN_NAME)
            .setString(Tag.STUDY_DESCRIPTION, "Connection test, may be deleted")
            .setString(Tag.SERIES_DESCRIPTION, "Connection test")
            .setString(Tag.PATIENT_NAME, "DEEPGROW^TEST")
            .setString(Tag.PATIENT_ID, PATIENT_ID)
            .setEmpty(Tag.PATIENT_BIRTH_DATE)
            .setString(Tag.PATIENT_SEX, "O")
            .setString(Tag.STUDY_INSTANCE_UID, study.value())
            .setString(Tag.SERIES_INSTANCE_UID, series.value())
            .setString(Tag.STUDY_ID, "1")
            .setInts(Tag.SERIES_NUMBER, 1)
            .setInts(Tag.INSTANCE_NUMBER, 1)
            .setInts(Tag.SAMPLES_PER_PIXEL, 1)
            .setString(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
            .setInts(Tag.ROWS, SIZE)
            .setInts(Tag.COLUMNS, SIZE)
            .setInts(Tag.BITS_ALLOCATED, 8)
            .setInts(Tag.BITS_STORED, 8)
            .setInts(Tag.HIGH_BIT, 7)
            .setInts(Tag.PIXEL_REPRESENTATION, 0);
    return new DicomFile(
        TransferSyntax.EXPLICIT_LITTLE, object, new PixelData(pixels(), List.of()));
  }

  private static byte[] pixels() {
    byte[] pixels = new byte[SIZE * SIZE];
    for (int n = 0; n < pixels.length; n++) {
      pixels[n] = (byte) n;
    }
    return pixels;
  }
}
