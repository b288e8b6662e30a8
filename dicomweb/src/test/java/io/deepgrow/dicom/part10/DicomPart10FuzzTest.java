package io.deepgrow.dicom.part10;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.fuzz.FuzzTest;
import java.util.List;

/** Hostile Part 10 files, and writing again what was read of them. */
class DicomPart10FuzzTest extends FuzzTest {

  private static final DicomLimits LIMITS =
      new DicomLimits(1 << 20, 1 << 16, 1 << 18, 16, 5_000, 1_000, 200, 100);

  @Override
  public List<byte[]> seeds() {
    return FuzzDataSets.files();
  }

  @Override
  public void parse(byte[] input) {
    DicomFile read = DicomReader.read(input, LIMITS);
    FuzzDataSets.readAll(read.dataSet());
    if (read.pixelData().isEncapsulated()) {
      read.pixelData().frame(0);
    }
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof DicomException;
  }
}
