package io.deepgrow.series;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The attributes that say whose study this is: Patient, Clinical Trial Subject, General Study and
 * Patient Study modules (PS3.3 C.7.1.1, C.7.1.3, C.7.2.1, C.7.2.2). An archive may change them at
 * any time; series, frame of reference and image never change with them.
 */
public final class PatientStudyModules {

  private static final int PATIENT_GROUP = 0x0010;
  private static final int CLINICAL_TRIAL_GROUP = 0x0012;

  private static final Set<Integer> STUDY =
      Set.of(
          Tag.STUDY_INSTANCE_UID,
          Tag.STUDY_ID,
          Tag.STUDY_DATE,
          Tag.STUDY_TIME,
          Tag.ACCESSION_NUMBER,
          Tag.REFERRING_PHYSICIAN_NAME,
          Tag.STUDY_DESCRIPTION,
          // issuer of accession number, consulting, record and reading physicians, admission
          0x00080051,
          0x0008009C,
          0x0008009D,
          0x00081032,
          0x00081048,
          0x00081049,
          0x00081060,
          0x00081062,
          0x00081080,
          0x00081084,
          0x00321033,
          0x00321034,
          0x00321066,
          0x00321067,
          0x00380010,
          0x00380014,
          0x00380060,
          0x00380062,
          0x00380064);

  private PatientStudyModules() {}

  private static boolean belongs(int tag) {
    int group = tag >>> 16;
    return group == PATIENT_GROUP || group == CLINICAL_TRIAL_GROUP || STUDY.contains(tag);
  }

  /** Those attributes of a data set, with their text as it came, and its character set. */
  public static DicomObject of(DicomObject dataSet) {
    DicomObject modules = new DicomObject().copy(dataSet, Tag.SPECIFIC_CHARACTER_SET);
    for (int tag : dataSet.tags()) {
      if (belongs(tag)) {
        modules.copy(dataSet, tag);
      }
    }
    return modules;
  }

  /**
   * Whether all that a data set says about patient and study is what another says; what only the
   * other says makes no difference.
   */
  public static boolean agrees(DicomObject dataSet, DicomObject with) {
    DicomObject own = of(dataSet);
    for (int tag : own.tags()) {
      if (tag != Tag.SPECIFIC_CHARACTER_SET && !agrees(own, with, tag)) {
        return false;
      }
    }
    return true;
  }

  private static boolean agrees(DicomObject one, DicomObject other, int tag) {
    List<DicomObject> items = one.items(tag);
    List<DicomObject> others = other.items(tag);
    boolean same = items.size() == others.size();
    if (items.isEmpty()) {
      return same && words(one, tag).equals(words(other, tag));
    }
    for (int n = 0; same && n < items.size(); n++) {
      DicomObject item = items.get(n);
      DicomObject counterpart = others.get(n);
      same = item.tags().stream().allMatch(t -> agrees(item, counterpart, t));
    }
    return same;
  }

  private static List<String> words(DicomObject object, int tag) {
    return object.strings(tag).stream().filter(s -> !s.isBlank()).toList();
  }

  /**
   * A copy of a data set in which these attributes and the character set are the other's, no more
   * and no fewer; text that stays remembers the set it came in.
   */
  public static DicomObject replaced(DicomObject dataSet, DicomObject modules) {
    DicomObject copy =
        dataSet
            .deepCopy()
            .remove(Tag.SPECIFIC_CHARACTER_SET)
            .copy(modules, Tag.SPECIFIC_CHARACTER_SET);
    for (int tag : new TreeSet<>(dataSet.tags())) {
      if (belongs(tag)) {
        copy.remove(tag);
      }
    }
    for (int tag : modules.tags()) {
      if (belongs(tag)) {
        copy.copy(modules, tag);
      }
    }
    return copy;
  }

  /**
   * Whether two data sets name the same patient and study: Patient ID, its issuer where both name
   * one, and Study Instance UID. An archive may add an issuer of its own.
   */
  public static boolean samePatientAndStudy(DicomObject one, DicomObject other) {
    return same(one, other, Tag.PATIENT_ID)
        && same(one, other, Tag.STUDY_INSTANCE_UID)
        && (one.string(Tag.ISSUER_OF_PATIENT_ID).isEmpty()
            || other.string(Tag.ISSUER_OF_PATIENT_ID).isEmpty()
            || same(one, other, Tag.ISSUER_OF_PATIENT_ID));
  }

  private static boolean same(DicomObject one, DicomObject other, int tag) {
    byte[] nothing = {};
    return one.strings(tag).equals(other.strings(tag))
        || Arrays.equals(one.bytes(tag).orElse(nothing), other.bytes(tag).orElse(nothing));
  }
}
