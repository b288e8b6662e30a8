package io.deepgrow.seg.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SegFixture;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Damaged files end in a declared error or in a result, never in anything else. */
class SegReaderHostileTest {

  private static final List<String> FIXTURES =
      List.of(
          "highdicom-binary",
          "highdicom-fractional",
          "highdicom-labelmap-rle",
          "labelmap-16",
          "rle-bits",
          "dcmqi-labelmap");

  @Property(tries = 600)
  void survivesBytesThatFlip(
      @ForAll @IntRange(max = 5) int fixture,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 12) int flips)
      throws IOException {
    byte[] bytes = bytes(FIXTURES.get(fixture));
    Random random = new Random(seed);
    for (int n = 0; n < flips; n++) {
      bytes[132 + random.nextInt(bytes.length - 132)] = (byte) random.nextInt();
    }

    read(bytes);
  }

  @Property(tries = 200)
  void survivesFilesThatEnd(
      @ForAll @IntRange(max = 5) int fixture, @ForAll @IntRange(max = 10_000) int place)
      throws IOException {
    byte[] bytes = bytes(FIXTURES.get(fixture));

    read(Arrays.copyOf(bytes, Math.min(place, bytes.length)));
  }

  @Property(tries = 300)
  void survivesNumbersThatLie(
      @ForAll @IntRange(max = 5) int fixture,
      @ForAll @IntRange(max = 8) int which,
      @ForAll @IntRange(min = -2, max = 70_000) int value)
      throws IOException {
    int[] tags = {
      Tag.ROWS,
      Tag.COLUMNS,
      Tag.NUMBER_OF_FRAMES,
      Tag.BITS_ALLOCATED,
      Tag.BITS_STORED,
      Tag.HIGH_BIT,
      Tag.SAMPLES_PER_PIXEL,
      Tag.MAXIMUM_FRACTIONAL_VALUE,
      Tag.PIXEL_PADDING_VALUE
    };
    DicomFile file = DicomReader.read(bytes(FIXTURES.get(fixture)), DicomLimits.standard());
    DicomObject seg = file.dataSet();
    seg.setInts(tags[which], value);

    read(file);
  }

  private static void read(byte[] bytes) {
    try {
      read(DicomReader.read(bytes, DicomLimits.standard()));
    } catch (DicomException e) {
      assertThat(e.code()).isNotEmpty();
    }
  }

  private static void read(DicomFile file) {
    try {
      SegContent content = new SegReader(SegReadOptions.standard()).read(file, SegFixture.source());
      assertThat(content.segments()).isNotNull();
    } catch (SegException e) {
      assertThat(e.code()).startsWith("seg.");
    } catch (DicomException e) {
      assertThat(e.code()).startsWith("dicom.");
    }
  }

  private static byte[] bytes(String name) throws IOException {
    try (InputStream in =
        SegReaderHostileTest.class.getResourceAsStream("/io/deepgrow/seg/" + name + ".dcm")) {
      return in.readAllBytes();
    }
  }
}
