package io.deepgrow.dimse.web;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Dictionary;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import io.deepgrow.dimse.node.PacsCalls.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A QIDO-RS search (PS3.18 10.6) as keys of a C-FIND.
 *
 * @param keys what is matched, and empty what is to be answered
 */
record Search(Level level, DicomObject keys, int offset, int limit) {

  /** Answers at once, however many are asked for. */
  static final int MOST = 5000;

  private static final Pattern TAG = Pattern.compile("[0-9A-Fa-f]{8}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");
  private static final Set<String> IGNORED = Set.of("fuzzymatching");

  private static final List<Integer> STUDY =
      List.of(
          Tag.STUDY_DATE,
          Tag.STUDY_TIME,
          Tag.ACCESSION_NUMBER,
          Tag.MODALITIES_IN_STUDY,
          Tag.STUDY_DESCRIPTION,
          Tag.PATIENT_NAME,
          Tag.PATIENT_ID,
          Tag.PATIENT_BIRTH_DATE,
          Tag.PATIENT_SEX,
          Tag.STUDY_INSTANCE_UID,
          Tag.STUDY_ID,
          Tag.NUMBER_OF_STUDY_RELATED_SERIES,
          Tag.NUMBER_OF_STUDY_RELATED_INSTANCES);
  private static final List<Integer> SERIES =
      List.of(
          Tag.STUDY_INSTANCE_UID,
          Tag.MODALITY,
          Tag.SERIES_DESCRIPTION,
          Tag.SERIES_INSTANCE_UID,
          Tag.SERIES_NUMBER,
          Tag.SERIES_DATE,
          Tag.SERIES_TIME,
          Tag.NUMBER_OF_SERIES_RELATED_INSTANCES);
  private static final List<Integer> IMAGE =
      List.of(
          Tag.STUDY_INSTANCE_UID,
          Tag.SERIES_INSTANCE_UID,
          Tag.SOP_CLASS_UID,
          Tag.SOP_INSTANCE_UID,
          Tag.INSTANCE_NUMBER,
          Tag.NUMBER_OF_FRAMES,
          Tag.ROWS,
          Tag.COLUMNS);

  /**
   * A search of a request.
   *
   * @param parameters of the query, in its order
   * @throws GatewayException {@code gateway.bad_request}
   */
  static Search of(Level level, List<Map.Entry<String, String>> parameters) {
    DicomObject keys = new DicomObject();
    usual(level).forEach(keys::setEmpty);
    int offset = 0;
    int limit = MOST;
    for (Map.Entry<String, String> parameter : parameters) {
      String name = parameter.getKey();
      String value = parameter.getValue();
      if (name.equals("offset")) {
        offset = number(name, value);
      } else if (name.equals("limit")) {
        limit = Math.min(MOST, number(name, value));
      } else if (name.equals("includefield")) {
        included(value).stream().filter(tag -> !keys.contains(tag)).forEach(keys::setEmpty);
      } else if (!IGNORED.contains(name)) {
        keys.setString(tag(name), value.split(",", -1));
      }
    }
    return new Search(level, keys, offset, limit);
  }

  private static List<Integer> usual(Level level) {
    return switch (level) {
      case STUDY -> STUDY;
      case SERIES -> SERIES;
      case IMAGE -> IMAGE;
    };
  }

  private static List<Integer> included(String value) {
    List<Integer> tags = new ArrayList<>();
    for (String field : value.split(",")) {
      if (!field.equals("all") && !field.isEmpty()) {
        tags.add(tag(field));
      }
    }
    return tags;
  }

  private static int tag(String name) {
    if (TAG.matcher(name).matches()) {
      return Integer.parseUnsignedInt(name, 16);
    }
    return Dictionary.tagOf(name)
        .orElseThrow(
            () ->
                new GatewayException(
                    Code.BAD_REQUEST,
                    "The query names no attribute the gateway knows: a keyword of PS3.6 or eight"
                        + " hexadecimal digits are expected"));
  }

  private static int number(String name, String value) {
    if (!NUMBER.matcher(value).matches()) {
      throw new GatewayException(Code.BAD_REQUEST, name + ": a whole number is expected");
    }
    return Integer.parseInt(value);
  }

  /** The same search within a study, or a series of it. */
  Search within(int tag, String uid) {
    return new Search(level, keys.deepCopy().setString(tag, uid), offset, limit);
  }
}
