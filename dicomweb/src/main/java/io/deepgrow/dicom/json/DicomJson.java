package io.deepgrow.dicom.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The DICOM JSON model (PS3.18 F), as DICOMweb carries it. */
public final class DicomJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxDocumentLength(512L << 20)
                  .maxStringLength(64 << 20)
                  .build())
          .build();

  private DicomJson() {}

  /**
   * Reads an array of data sets, or one alone. An empty document is no data set.
   *
   * @throws DicomException {@code dicom.json}
   */
  public static List<DicomObject> read(InputStream in, DicomLimits limits) throws IOException {
    try (JsonParser parser = FACTORY.createParser(in)) {
      List<DicomObject> objects = new ArrayList<>();
      JsonToken first = parser.nextToken();
      if (first == null) {
        return objects;
      }
      JsonElements elements = new JsonElements(parser, limits);
      if (first == JsonToken.START_OBJECT) {
        objects.add(elements.object(0));
        return objects;
      }
      if (first != JsonToken.START_ARRAY) {
        throw new DicomException("dicom.json", "DICOM JSON is an array of objects");
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        if (objects.size() >= limits.maxItems()) {
          throw DicomException.limit("items", "More than " + limits.maxItems() + " data sets");
        }
        objects.add(elements.object(0));
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw new DicomException("dicom.json", "DICOM JSON is an array of objects");
      }
      return objects;
    } catch (JsonParseException | StreamConstraintsException e) {
      // the original message may quote values
      throw new DicomException(
          "dicom.json", "The DICOM JSON is damaged at character " + offset(e.getLocation()));
    } catch (CharConversionException e) {
      throw new DicomException("dicom.json", "The DICOM JSON is not UTF-8 text");
    }
  }

  private static long offset(JsonLocation location) {
    return location == null ? -1 : Math.max(location.getCharOffset(), location.getByteOffset());
  }

  /** Writes an array of data sets; binary values go inline. */
  public static void write(List<DicomObject> objects, OutputStream out) throws IOException {
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      JsonValues values = new JsonValues(generator);
      generator.writeStartArray();
      for (DicomObject object : objects) {
        values.object(object);
      }
      generator.writeEndArray();
    }
  }
}
