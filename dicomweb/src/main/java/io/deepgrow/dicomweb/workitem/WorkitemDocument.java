package io.deepgrow.dicomweb.workitem;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.json.DicomJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Work items as a requester sends them to whoever performs them, and as it gets them back (PS3.18
 * 11.4, 11.5), in DICOM JSON. Nothing of the patient is given back.
 */
public final class WorkitemDocument {

  private static final int LABEL = 0x0074_1204;
  private static final int[] NEEDED = {
    Workitem.START, Workitem.READINESS, Workitem.PRIORITY, LABEL, Workitem.PROCEDURE_STEP_STATE
  };

  private WorkitemDocument() {}

  /**
   * Reads an item that is to be created.
   *
   * @param body DICOM JSON, one data set
   * @param uid of the item
   * @throws DicomException when it is no DICOM JSON
   * @throws IllegalArgumentException when it is no item that can be created; the message says why
   */
  public static Workitem read(byte[] body, String uid, DicomLimits limits) {
    List<DicomObject> all;
    try {
      all = DicomJson.read(new ByteArrayInputStream(body), limits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (all.size() != 1) {
      throw new IllegalArgumentException("The body has one data set");
    }
    DicomObject item = all.get(0);
    for (int tag : NEEDED) {
      if (item.string(tag).isEmpty()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "Missing Attributes: (%04X,%04X)", tag >>> 16, tag & 0xFFFF));
      }
    }
    if (!item.string(Workitem.PROCEDURE_STEP_STATE).equals(Optional.of("SCHEDULED"))) {
      throw new IllegalArgumentException("The provided value of UPS State was not SCHEDULED");
    }
    return Workitem.of(item.setString(Tag.SOP_INSTANCE_UID, uid)).orElseThrow();
  }

  /**
   * Writes what is known of an item.
   *
   * @param percent how far it is, 0 to 100
   * @param reason why it was cancelled; empty otherwise
   * @param work what came of it; empty before it is completed
   * @return DICOM JSON, an array with one data set
   */
  public static byte[] write(
      String uid, WorkitemState state, int percent, String reason, Optional<PerformedWork> work) {
    DicomObject progress =
        new DicomObject().setString(Workitem.PROGRESS, Integer.toString(percent));
    if (!reason.isEmpty()) {
      progress.setString(Workitem.REASON, reason);
    }
    DicomObject item =
        new DicomObject()
            .setString(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.34.6.1")
            .setString(Tag.SOP_INSTANCE_UID, uid)
            .setString(Workitem.PROCEDURE_STEP_STATE, state.term())
            .setItems(Workitem.PROGRESS_INFORMATION, progress);
    work.ifPresent(done -> item.setItems(Workitem.PERFORMED, done.item()));
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try {
      DicomJson.write(List.of(item), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return json.toByteArray();
  }
}
