package io.deepgrow.dicom.jpegls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicom.pixel.ImagePixelModule;
import io.deepgrow.dicom.pixel.PixelDecoders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames that DCMTK compressed, against what went in or what it makes of them itself. */
class DcmtkJpegLsTest {

  private static final Path CT = Path.of("../../shared/data/ct-abdomen-dicom");
  private static final int REAL_SLICES = 5;

  @TempDir private Path folder;

  @BeforeEach
  void requireDcmtk() {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/dcmcjpls")), "DCMTK is not installed (Debian: dcmtk)");
  }

  private void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("dcmtk.log").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("dcmtk.log"))).isZero();
  }

  private static DicomFile object(short[] samples, int columns, int bits) {
    boolean bytes = bits <= Byte.SIZE;
    ByteBuffer cells =
        ByteBuffer.allocate(bytes ? samples.length : 2 * samples.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (short sample : samples) {
      if (bytes) {
        cells.put((byte) sample);
      } else {
        cells.putShort(sample);
      }
    }
    DicomObject data =
        new DicomObject()
            .setString(Tag.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.7")
            .setString(Tag.SOP_INSTANCE_UID, "2.25.1")
            .setString(Tag.STUDY_INSTANCE_UID, "2.25.2")
            .setString(Tag.SERIES_INSTANCE_UID, "2.25.3")
            .setInts(Tag.SAMPLES_PER_PIXEL, 1)
            .setString(Tag.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
            .setInts(Tag.ROWS, samples.length / columns)
            .setInts(Tag.COLUMNS, columns)
            .setInts(Tag.BITS_ALLOCATED, bytes ? Byte.SIZE : Short.SIZE)
            .setInts(Tag.BITS_STORED, bits)
            .setInts(Tag.HIGH_BIT, bits - 1)
            .setInts(Tag.PIXEL_REPRESENTATION, 0);
    return new DicomFile(
        TransferSyntax.EXPLICIT_LITTLE, data, new PixelData(cells.array(), List.of()));
  }

  private static byte[] frame(DicomFile file) {
    return PixelDecoders.standard().frame(file, ImagePixelModule.of(file.dataSet()), 0);
  }

  private static DicomFile read(Path file) throws IOException {
    return DicomReader.read(file, DicomLimits.standard());
  }

  /** A file, compressed so; where the options are lossless it comes back as it was. */
  private void compare(Path original, String... options) throws Exception {
    Path compressed = folder.resolve("compressed.dcm");
    List<String> command = new ArrayList<>(List.of("dcmcjpls"));
    command.addAll(List.of(options));
    command.addAll(List.of(original.toString(), compressed.toString()));
    run(command.toArray(String[]::new));
    Path theirs = folder.resolve("theirs.dcm");
    run("dcmdjpls", compressed.toString(), theirs.toString());

    DicomFile encoded = read(compressed);

    assertThat(encoded.syntax().uid()).startsWith("1.2.840.10008.1.2.4.8");
    assertThat(frame(encoded)).isEqualTo(frame(read(theirs)));
    if (options[0].equals("+el")) {
      assertThat(frame(encoded)).isEqualTo(frame(read(original)));
    }
  }

  @ParameterizedTest
  @CsvSource({"8", "10", "12", "16"})
  void picturesOfEveryKindComeBackBitForBit(int bits) throws Exception {
    Path original = folder.resolve("original.dcm");
    for (int kind = 0; kind < 5; kind++) {
      Files.write(
          original, DicomWriter.bytes(object(Pictures.of(kind, 61, 43, bits, kind), 61, bits)));
      compare(original, "+el");
      compare(original, "+en", "+md", "3");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "+el +t1 5 +t2 12 +t3 40 +rs 31",
    "+el +pc",
    "+en +md 1",
    "+en +md 9",
    "+en +md 2 +t1 9 +t2 15 +t3 33 +rs 16"
  })
  void otherParametersOfTheCodingAreKept(String options) throws Exception {
    Path original = folder.resolve("original.dcm");
    for (int kind : new int[] {1, 3}) {
      Files.write(original, DicomWriter.bytes(object(Pictures.of(kind, 97, 55, 12, 7), 97, 12)));
      compare(original, options.split(" ", -1));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,40", "40,1", "5,4", "517,3"})
  void oddSizesComeBack(int columns, int rows) throws Exception {
    Path original = folder.resolve("original.dcm");
    Files.write(
        original, DicomWriter.bytes(object(Pictures.of(3, columns, rows, 12, 5), columns, 12)));
    compare(original, "+el");
    compare(original, "+en");
  }

  @Test
  void realSlicesComeBack() throws Exception {
    assumeTrue(Files.isDirectory(CT), "real CT is not there: " + CT);
    try (Stream<Path> files = Files.list(CT)) {
      for (Path file : files.sorted().limit(REAL_SLICES).toList()) {
        DicomFile slice = read(file);
        Path original = folder.resolve("original.dcm");
        Files.write(
            original,
            DicomWriter.bytes(
                new DicomFile(
                    TransferSyntax.EXPLICIT_LITTLE,
                    slice.dataSet(),
                    new PixelData(frame(slice), List.of()))));
        compare(original, "+el");
        compare(original, "+en", "+md", "2");
      }
    }
  }
}
