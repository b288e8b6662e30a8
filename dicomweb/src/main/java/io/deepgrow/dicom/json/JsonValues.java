package io.deepgrow.dicom.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Element;
import io.deepgrow.dicom.Vr;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Writes data sets as DICOM JSON objects. */
final class JsonValues {

  private final JsonGenerator json;

  JsonValues(JsonGenerator json) {
    this.json = json;
  }

  void object(DicomObject object) throws IOException {
    json.writeStartObject();
    for (int tag : object.tags()) {
      if (tag >>> 16 == 0x0002) {
        continue;
      }
      Element element = object.element(tag);
      json.writeObjectFieldStart(String.format("%08X", tag));
      json.writeStringField("vr", element.vr().name());
      if (!element.isEmpty()) {
        value(element);
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void value(Element element) throws IOException {
    switch (element.vr()) {
      case OB, OD, OF, OL, OV, OW, UN -> {
        json.writeFieldName("InlineBinary");
        json.writeBinary(element.bytes());
      }
      case SQ -> {
        json.writeArrayFieldStart("Value");
        for (DicomObject item : element.items()) {
          object(item);
        }
        json.writeEndArray();
      }
      default -> {
        json.writeArrayFieldStart("Value");
        single(element);
        json.writeEndArray();
      }
    }
  }

  private void single(Element element) throws IOException {
    Vr vr = element.vr();
    if (vr == Vr.AT) {
      for (Number number : element.numbers()) {
        json.writeString(String.format("%08X", number.longValue()));
      }
    } else if (!vr.isText()) {
      for (Number number : element.numbers()) {
        number(number);
      }
    } else {
      for (String text : element.strings()) {
        text(vr, text);
      }
    }
  }

  private void number(Number number) throws IOException {
    double value = number.doubleValue();
    if (number instanceof Long) {
      json.writeNumber(number.longValue());
    } else if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf");
    }
  }

  private void text(Vr vr, String text) throws IOException {
    if (text.isEmpty()) {
      json.writeNull();
    } else if (vr == Vr.PN) {
      personName(text);
    } else if (vr.isNumberText()) {
      decimal(text);
    } else {
      json.writeString(text);
    }
  }

  private void decimal(String text) throws IOException {
    try {
      json.writeNumber(new BigDecimal(text.trim()));
    } catch (NumberFormatException e) {
      json.writeString(text);
    }
  }

  private void personName(String text) throws IOException {
    List<String> names = List.of("Alphabetic", "Ideographic", "Phonetic");
    String[] groups = text.split("=", -1);
    json.writeStartObject();
    for (int g = 0; g < Math.min(groups.length, names.size()); g++) {
      if (!groups[g].isEmpty()) {
        json.writeStringField(names.get(g), groups[g]);
      }
    }
    json.writeEndObject();
  }
}
