package io.deepgrow.dicom.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.deepgrow.dicom.CharacterSet;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Dictionary;
import io.deepgrow.dicom.Element;
import io.deepgrow.dicom.Vr;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Reads the objects of DICOM JSON; text is UTF-8 whatever (0008,0005) says. */
final class JsonElements {

  private final JsonParser json;
  private final DicomLimits limits;

  JsonElements(JsonParser json, DicomLimits limits) {
    this.json = json;
    this.limits = limits;
  }

  /** The object whose start was just read. */
  DicomObject object(int depth) throws IOException {
    if (depth > limits.maxDepth()) {
      throw DicomException.limit("depth", "Sequences nest deeper than " + limits.maxDepth());
    }
    DicomObject object = new DicomObject();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw unexpected();
      }
      if (!name.matches("[0-9A-Fa-f]{8}")) {
        json.skipChildren();
        continue;
      }
      attribute(object, Integer.parseUnsignedInt(name, 16), depth);
    }
    return object;
  }

  private void attribute(DicomObject object, int tag, int depth) throws IOException {
    Vr vr = Dictionary.vrOf(tag);
    List<String> values = new ArrayList<>();
    List<DicomObject> items = new ArrayList<>();
    byte[] binary = {};
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      if (field.equals("vr") && token == JsonToken.VALUE_STRING) {
        // an archive that knows no dictionary gives UN, with the value in little-endian bytes
        vr = Vr.of(json.getText()).filter(given -> given != Vr.UN || !isKnown(tag)).orElse(vr);
      } else if (field.equals("Value") && token == JsonToken.START_ARRAY) {
        values(values, items, depth);
      } else if (field.equals("InlineBinary") && token == JsonToken.VALUE_STRING) {
        binary = decode(json.getText());
      } else {
        // BulkDataURI stays where it is
        json.skipChildren();
      }
    }
    object.put(tag, element(vr, values, items, binary));
  }

  private static boolean isKnown(int tag) {
    Vr vr = Dictionary.vrOf(tag);
    return vr != Vr.UN && vr != Vr.SQ;
  }

  private static byte[] decode(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new DicomException("dicom.json", "InlineBinary is not Base64");
    }
  }

  private void values(List<String> values, List<DicomObject> items, int depth) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (values.size() + items.size() > limits.maxItems()) {
        throw DicomException.limit("items", "More than " + limits.maxItems() + " values");
      }
      switch (json.currentToken()) {
        case START_OBJECT -> objectOrName(values, items, depth);
        case VALUE_NULL -> values.add("");
        case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> values.add(json.getText());
        default -> throw unexpected();
      }
    }
  }

  /** A sequence item, or a person name's groups: told apart by the first field. */
  private void objectOrName(List<String> values, List<DicomObject> items, int depth)
      throws IOException {
    DicomObject item = new DicomObject();
    String[] groups = {"", "", ""};
    boolean isName = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      JsonToken token = json.nextToken();
      int group = List.of("Alphabetic", "Ideographic", "Phonetic").indexOf(field);
      if (group >= 0 && token == JsonToken.VALUE_STRING) {
        groups[group] = json.getText();
        isName = true;
      } else if (token == JsonToken.START_OBJECT && field.matches("[0-9A-Fa-f]{8}")) {
        if (depth + 1 > limits.maxDepth()) {
          throw DicomException.limit("depth", "Sequences nest deeper than " + limits.maxDepth());
        }
        attribute(item, Integer.parseUnsignedInt(field, 16), depth + 1);
      } else {
        json.skipChildren();
      }
    }
    if (isName) {
      values.add(String.join("=", groups).replaceAll("=+$", ""));
    } else {
      items.add(item);
    }
  }

  private static Element element(
      Vr vr, List<String> values, List<DicomObject> items, byte[] binary) {
    if (vr == Vr.SQ) {
      return Element.sequence(items);
    }
    if (binary.length > 0) {
      return Element.of(vr, binary, CharacterSet.UTF_8);
    }
    if (vr.isText()) {
      return Element.of(
          vr, CharacterSet.UTF_8.encode(String.join("\\", values)), CharacterSet.UTF_8);
    }
    ByteBuffer b = ByteBuffer.allocate(8 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (String value : values) {
      number(vr, value, b);
    }
    byte[] bytes = new byte[b.position()];
    b.flip().get(bytes);
    return Element.of(vr, bytes, CharacterSet.UTF_8);
  }

  private static void number(Vr vr, String text, ByteBuffer b) {
    try {
      switch (vr) {
        case AT -> {
          int tag = Integer.parseUnsignedInt(text, 16);
          b.putShort((short) (tag >>> 16)).putShort((short) tag);
        }
        case US, SS -> b.putShort((short) Double.parseDouble(text));
        case UL, SL -> b.putInt((int) (long) Double.parseDouble(text));
        case SV -> b.putLong(Long.parseLong(text));
        case UV -> b.putLong(Long.parseUnsignedLong(text));
        case FL -> b.putFloat((float) real(text));
        case FD -> b.putDouble(real(text));
        default -> {}
      }
    } catch (NumberFormatException e) {
      throw new DicomException("dicom.json", "A value of representation " + vr + " is no number");
    }
  }

  private static double real(String text) {
    return switch (text) {
      case "inf", "Infinity" -> Double.POSITIVE_INFINITY;
      case "-inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static DicomException unexpected() {
    return new DicomException("dicom.json", "The JSON does not follow the DICOM JSON model");
  }
}
