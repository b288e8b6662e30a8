package io.deepgrow.dicom.jpegls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class JpegLsPictureTest {

  /** The detailed example of T.87, annex H.3: 4 × 4 samples of 8 bits. */
  private static final byte[] EXAMPLE =
      HexFormat.of()
          .parseHex(
              "ffd8fff7000b080004000401011100ffda0008010100000000"
                  + "c000006c80208e01c00000574000006ee6000001bc18000005d800009160ffd9");

  private static JpegLsPicture decode(byte[] bytes) throws DamagedPictureException {
    return JpegLsPicture.decode(bytes, (columns, rows) -> true);
  }

  static List<Fixtures.Fixture> fixtures() {
    return Fixtures.all();
  }

  private static byte[] with(byte[] bytes, int at, int... values) {
    byte[] changed = bytes.clone();
    for (int n = 0; n < values.length; n++) {
      changed[at + n] = (byte) values[n];
    }
    return changed;
  }

  @Test
  void theExampleOfTheStandardIsDecodedAsItSays() throws Exception {
    JpegLsPicture picture = decode(EXAMPLE);

    assertThat(picture.bits()).isEqualTo(8);
    assertThat(picture.samples())
        .containsExactly(0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void framesOfAnotherEncoderAreDecodedAsItDoes(Fixtures.Fixture fixture) throws Exception {
    JpegLsPicture picture = decode(fixture.frame());

    assertThat(picture.columns()).isEqualTo(fixture.columns());
    assertThat(picture.rows()).isEqualTo(fixture.rows());
    CRC32 crc = new CRC32();
    for (short sample : picture.samples()) {
      crc.update(sample & 0xFF);
      if (fixture.bits() > Byte.SIZE) {
        crc.update(sample >> Byte.SIZE & 0xFF);
      }
    }
    assertThat(Long.toHexString(crc.getValue())).isEqualTo(fixture.crc());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aFrameThatIsCutOffIsRefusedWhereverItEnds(Fixtures.Fixture fixture) {
    byte[] whole = fixture.frame();
    for (int length = 0; length < whole.length - 4; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> decode(cut)).isInstanceOf(DamagedPictureException.class);
    }
  }

  @Test
  void noMemoryIsTakenForASizeThatIsNotExpected() {
    byte[] large = with(EXAMPLE, 7, 0xFF, 0xFF, 0xFF, 0xFF);

    assertThatThrownBy(() -> JpegLsPicture.decode(large, (columns, rows) -> columns < 5))
        .hasMessage("it is 65535×65535 pixels large");
  }

  @ParameterizedTest
  @CsvSource({
    "1, c0, it does not begin as one",
    "3, c0, it is another kind of JPEG",
    "3, dd, it has restart markers",
    "3, d9, it has no scan",
    "5, ff, a segment is cut off",
    "5, 03, a marker is missing",
    "6, 01, its frame header is impossible",
    "8, 00, its frame header is impossible",
    "11, 03, it has 3 components instead of 1",
    "19, 03, its scan has more than one component",
    "22, 80, its coding parameters are impossible",
    "24, 01, its samples are shifted"
  })
  void whatIsNotReadIsRefusedByName(int at, String value, String message) {
    byte[] changed = with(EXAMPLE, at, Integer.parseInt(value, 16));

    assertThatThrownBy(() -> decode(changed))
        .isInstanceOf(DamagedPictureException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "fff8000d0100ff000300070015003f, decoded",
    "fff8000d01000000000000000000 00, decoded",
    "fff8000d0101ff000300070015003f, its largest sample",
    "fff8000d0100ff000900070015003f, its coding parameters are impossible",
    "fff8000d0100ff0003000700150001, its coding parameters are impossible",
    "fff8000d0200ff000300070015003f, tables that no DICOM picture has"
  })
  void parametersAreTakenWithinTheirBounds(String presets, String outcome) {
    byte[] segment = HexFormat.of().parseHex(presets.replace(" ", ""));
    byte[] stream = new byte[EXAMPLE.length + segment.length];
    System.arraycopy(EXAMPLE, 0, stream, 0, 2);
    System.arraycopy(segment, 0, stream, 2, segment.length);
    System.arraycopy(EXAMPLE, 2, stream, 2 + segment.length, EXAMPLE.length - 2);

    if (outcome.equals("decoded")) {
      org.assertj.core.api.Assertions.assertThatCode(() -> decode(stream))
          .doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> decode(stream)).hasMessageContaining(outcome);
    }
  }

  @Test
  void thresholdsAreThoseOfTheStandardsTable() {
    assertThat(Coding.of(255, 0)).isEqualTo(new Coding(255, 0, 3, 7, 21, 64));
    assertThat(Coding.of(4095, 0)).isEqualTo(new Coding(4095, 0, 18, 67, 276, 64));
    assertThat(Coding.of(65_535, 0)).isEqualTo(new Coding(65_535, 0, 18, 67, 276, 64));
    assertThat(Coding.of(255, 3)).isEqualTo(new Coding(255, 3, 12, 22, 42, 64));
    assertThat(Coding.of(15, 0)).isEqualTo(new Coding(15, 0, 2, 3, 4, 64));
  }
}
