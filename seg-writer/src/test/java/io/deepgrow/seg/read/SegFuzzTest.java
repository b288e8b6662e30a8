package io.deepgrow.seg.read;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.fuzz.FuzzTest;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SegFixture;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Hostile DICOM Segmentations, onto the grid of their series. */
class SegFuzzTest extends FuzzTest {

  private static final DicomLimits LIMITS =
      new DicomLimits(1 << 20, 1 << 16, 1 << 18, 16, 5_000, 1_000, 200, 100);

  @Override
  public List<byte[]> seeds() {
    return Stream.of("highdicom-binary", "highdicom-fractional", "labelmap-16", "rle-bits")
        .map(SegFuzzTest::fixture)
        .toList();
  }

  private static byte[] fixture(String name) {
    try (InputStream in =
        SegFuzzTest.class.getResourceAsStream("/io/deepgrow/seg/" + name + ".dcm")) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void parse(byte[] input) {
    new SegReader(SegReadOptions.standard())
        .read(DicomReader.read(input, LIMITS), SegFixture.source());
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof SegException || thrown instanceof DicomException;
  }
}
