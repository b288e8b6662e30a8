package io.deepgrow.dicom.json;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.part10.FuzzDataSets;
import io.deepgrow.fuzz.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Hostile DICOM JSON, and writing again what was read of it. */
class DicomJsonFuzzTest extends FuzzTest {

  private static final DicomLimits LIMITS =
      new DicomLimits(1 << 20, 1 << 16, 1 << 18, 16, 5_000, 1_000, 200, 100);

  @Override
  public List<byte[]> seeds() {
    return List.of(
        json(FuzzDataSets.object()),
        json(FuzzDataSets.object(), FuzzDataSets.object()),
        "{\"00100010\":{\"vr\":\"PN\",\"Value\":[{\"Alphabetic\":\"A^B\",\"Ideographic\":\"C\"}]}}"
            .getBytes(StandardCharsets.UTF_8),
        "[{\"7FE00010\":{\"vr\":\"OW\",\"InlineBinary\":\"AAECAw==\"},\"00280010\":{\"vr\":\"US\"}}]"
            .getBytes(StandardCharsets.UTF_8),
        "[{\"7FE00010\":{\"vr\":\"OW\",\"BulkDataURI\":\"http://a/b\"},\"00280030\":{\"vr\":\"DS\",\"Value\":[1.5,\"2\",null]}}]"
            .getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] json(DicomObject... objects) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      DicomJson.write(List.of(objects), out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void parse(byte[] input) throws IOException {
    List<DicomObject> read = DicomJson.read(new ByteArrayInputStream(input), LIMITS);
    read.forEach(FuzzDataSets::readAll);
    DicomJson.write(read, OutputStream.nullOutputStream());
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof DicomException;
  }

  @Test
  void bytesThatLookLikeUtf32AreNoJson() {
    holds("{\0\0\0\u007f~c.".getBytes(StandardCharsets.ISO_8859_1));
  }
}
