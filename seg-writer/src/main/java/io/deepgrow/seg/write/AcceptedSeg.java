package io.deepgrow.seg.write;

import io.deepgrow.dicom.CharacterSetChoice;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.seg.terminology.CodeItem;
import io.deepgrow.seg.terminology.CodedConcept;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A SEG that somebody has accepted. Who marked it stays its content creator (0070,0084). Who
 * accepted it is the operator (0008,1070) of a contributing equipment (0018,A001; PS3.3 C.12.1):
 * the SEG has neither an approval module nor the verifying observers of structured reports.
 */
public final class AcceptedSeg {

  /** Why the equipment contributed (PS3.16 CID 7005). */
  static final CodedConcept MODIFYING = new CodedConcept("109103", "DCM", "Modifying Equipment");

  /** What it did (0018,A003). */
  static final String DESCRIPTION = "Reviewed and accepted";

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx", Locale.ROOT);

  private final Equipment equipment;
  private final String reviewer;
  private final OffsetDateTime time;

  /**
   * An acceptance.
   *
   * @param equipment on which it was accepted
   * @param reviewer person name of who accepted it; may be empty
   * @param time when
   */
  public AcceptedSeg(Equipment equipment, String reviewer, OffsetDateTime time) {
    this.equipment = equipment;
    this.reviewer = reviewer;
    this.time = time;
  }

  /** The same object, which nobody has yet, with the reviewer's name. */
  public DicomFile named(DicomFile seg) {
    DicomObject named = seg.dataSet().deepCopy();
    List<DicomObject> contributors =
        new ArrayList<>(named.items(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE));
    contributors.add(contributor());
    named.setItems(Tag.CONTRIBUTING_EQUIPMENT_SEQUENCE, contributors);
    CharacterSetChoice.settle(named, seg.dataSet());
    return new DicomFile(seg.syntax(), named, seg.pixelData());
  }

  /**
   * Another object with the same masks and the reviewer's name, which refers to the one that others
   * have already.
   *
   * @param uids asked twice: SOP instance, series
   */
  public DicomFile successor(DicomFile seg, UidSource uids) {
    DicomObject before = seg.dataSet();
    DicomFile named = named(seg);
    DicomObject next = named.dataSet();
    next.setString(Tag.SOP_INSTANCE_UID, uids.next());
    next.setString(Tag.SERIES_INSTANCE_UID, uids.next());
    next.setString(Tag.INSTANCE_CREATION_DATE, DATE.format(time));
    next.setString(Tag.INSTANCE_CREATION_TIME, TIME.format(time));
    next.setItems(Tag.REFERENCED_IMAGE_SEQUENCE, reference(before));
    DicomObject series = new DicomObject();
    series.copy(before, Tag.SERIES_INSTANCE_UID);
    series.setItems(Tag.REFERENCED_INSTANCE_SEQUENCE, reference(before));
    List<DicomObject> referenced = new ArrayList<>(before.items(Tag.REFERENCED_SERIES_SEQUENCE));
    referenced.add(series);
    next.setItems(Tag.REFERENCED_SERIES_SEQUENCE, referenced);
    return named;
  }

  private static DicomObject reference(DicomObject seg) {
    DicomObject item = new DicomObject();
    seg.string(Tag.SOP_CLASS_UID)
        .ifPresent(uid -> item.setString(Tag.REFERENCED_SOP_CLASS_UID, uid));
    seg.string(Tag.SOP_INSTANCE_UID)
        .ifPresent(uid -> item.setString(Tag.REFERENCED_SOP_INSTANCE_UID, uid));
    return item;
  }

  private DicomObject contributor() {
    DicomObject item = new DicomObject();
    item.setItems(Tag.PURPOSE_OF_REFERENCE_CODE_SEQUENCE, CodeItem.of(MODIFYING));
    item.setString(Tag.MANUFACTURER, equipment.manufacturer());
    item.setString(Tag.MANUFACTURER_MODEL_NAME, equipment.modelName());
    item.setString(Tag.DEVICE_SERIAL_NUMBER, equipment.serialNumber());
    item.setString(Tag.SOFTWARE_VERSIONS, equipment.softwareVersions());
    if (!reviewer.isEmpty()) {
      item.setString(Tag.OPERATORS_NAME, reviewer);
    }
    item.setString(Tag.CONTRIBUTION_DATE_TIME, DATE_TIME.format(time));
    item.setString(Tag.CONTRIBUTION_DESCRIPTION, DESCRIPTION);
    return item;
  }
}
