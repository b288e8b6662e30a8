package io.deepgrow.dicom.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** Real JPEG 2000 slices against stored values that pydicom read. */
class RealSlicesTest {

  private static final Path SLICES = Path.of("../../shared/data/ct-abdomen-dicom");

  @Test
  void decodesStoredValuesAsPydicomDoes() throws Exception {
    assumeTrue(Files.isDirectory(SLICES), "real CT is not there: " + SLICES);
    PixelDecoders decoders = PixelDecoders.standard();
    try (InputStream in = getClass().getResourceAsStream("ct-abdomen-stored-crc32.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ");
        DicomFile file = DicomReader.read(SLICES.resolve(parts[0]), DicomLimits.standard());
        byte[] frame = decoders.frame(file, ImagePixelModule.of(file.dataSet()), 0);
        CRC32 crc = new CRC32();
        crc.update(frame);
        assertThat(Long.toHexString(crc.getValue())).as(parts[0]).isEqualTo(parts[1]);
      }
    }
  }

  @Test
  void writesWhatItRead() throws Exception {
    assumeTrue(Files.isDirectory(SLICES), "real CT is not there: " + SLICES);
    DicomFile file = DicomReader.read(SLICES.resolve("000.dcm"), DicomLimits.standard());

    DicomFile again = DicomReader.read(DicomWriter.bytes(file), DicomLimits.standard());

    assertThat(again.dataSet().toString()).isEqualTo(file.dataSet().toString());
    assertThat(again.pixelData().frame(0)).isEqualTo(file.pixelData().frame(0));
  }
}
