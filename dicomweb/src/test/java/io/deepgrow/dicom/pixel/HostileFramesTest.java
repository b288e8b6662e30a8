package io.deepgrow.dicom.pixel;

import static io.deepgrow.dicom.pixel.Codestreams.CODING;
import static io.deepgrow.dicom.pixel.Codestreams.COMPONENTS;
import static io.deepgrow.dicom.pixel.Codestreams.DEPTH;
import static io.deepgrow.dicom.pixel.Codestreams.LEFT;
import static io.deepgrow.dicom.pixel.Codestreams.TILE_WIDTH;
import static io.deepgrow.dicom.pixel.Codestreams.WIDTH;
import static io.deepgrow.dicom.pixel.Codestreams.inserted;
import static io.deepgrow.dicom.pixel.Codestreams.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.TransferSyntax;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames of strangers: each is decoded or ends with a named error, soon and in little memory. */
@Timeout(60)
class HostileFramesTest {

  private static final int EDGE = 32;
  private static final int HEADER = 120;
  private static final byte[] STREAM = Codestreams.jpeg2000(EDGE, EDGE);

  private static byte[] decode(byte[] stream) {
    return Codestreams.frame(
        stream, TransferSyntax.JPEG_2000_LOSSLESS, Codestreams.image(EDGE, 16));
  }

  private static void assertRefused(byte[] stream, String words) {
    assertThatThrownBy(() -> decode(stream))
        .hasMessageContaining(words)
        .isInstanceOfSatisfying(
            DicomException.class, e -> assertThat(e.code()).isEqualTo("dicom.undecodable"));
  }

  private static void assertPixels(byte[] frame) {
    for (int n = 0; n < EDGE * EDGE; n++) {
      int cell = (frame[2 * n] & 0xFF) | (frame[2 * n + 1] & 0xFF) << 8;
      assertThat(cell).isEqualTo(Codestreams.value(n));
    }
  }

  @Test
  void decodesSoundStreamsInTilesAndInBoxesToo() {
    assertPixels(decode(STREAM));
    assertPixels(decode(Codestreams.jpeg2000(EDGE, 8)));
    assertPixels(decode(Codestreams.boxed(STREAM)));
  }

  @Test
  void refusesAnotherSizeThanTheHeaderSays() {
    assertRefused(with(STREAM, WIDTH, 0x7F, 0xFF, 0xFF, 0xFF), "the header says 32×32");
    assertRefused(with(STREAM, WIDTH, 0xFF, 0xFF, 0xFF, 0xFF), "the header says 32×32");
    assertRefused(with(STREAM, WIDTH, 0, 0, 0, 33), "the header says 32×32");
    byte[] farAway = with(STREAM, WIDTH, 0x40, 0, 0, 32);
    assertRefused(with(farAway, LEFT, 0x40, 0, 0, 0), "too far from the origin");
  }

  @Test
  void takesNoMemoryForAFewBytesThatAreSaidToBeALargeImage() {
    byte[] large = with(with(STREAM, WIDTH, 0, 0, 0x40, 0), WIDTH + 4, 0, 0, 0x40, 0);
    for (TransferSyntax syntax : List.of(TransferSyntax.JPEG_2000, TransferSyntax.RLE)) {
      assertThatThrownBy(() -> Codestreams.frame(large, syntax, Codestreams.image(16_384, 16)))
          .isInstanceOf(DicomException.class)
          .hasMessageContaining("is said to hold 16384×16384 pixels");
    }
  }

  @Test
  void refusesTilesWithoutNumberAndTilesThatAreNotThere() {
    byte[] large = Codestreams.jpeg2000(128, 128);
    byte[] tiny = with(large, TILE_WIDTH, 0, 0, 0, 1, 0, 0, 0, 1);
    assertThatThrownBy(
            () -> Codestreams.frame(tiny, TransferSyntax.JPEG_2000, Codestreams.image(128, 16)))
        .hasMessageContaining("16384 tiles");
    assertRefused(with(STREAM, TILE_WIDTH, 0, 0, 0, 1), "tiles are missing");
    assertRefused(with(STREAM, TILE_WIDTH, 0, 0, 0, 0), "do not cover");
  }

  @Test
  void refusesComponentsAndDepthsBeyondTheHeader() {
    assertRefused(with(STREAM, COMPONENTS, 0x40, 0), "16384 components");
    assertRefused(with(STREAM, COMPONENTS, 0, 0), "0 components");
    assertRefused(with(STREAM, DEPTH, 37), "38 bits");
    assertRefused(with(STREAM, DEPTH + 1, 0), "not sampled at every pixel");
  }

  @Test
  void refusesMorePacketsThanBytes() {
    assertRefused(with(STREAM, CODING + 6, 0xFF, 0xFF), "more packets than it has bytes");
    assertRefused(with(STREAM, CODING + 6, 0, 0), "no layers");
  }

  @Test
  void refusesImpossibleCodingStyles() {
    assertRefused(with(STREAM, CODING + 9, 33), "levels");
    assertRefused(with(STREAM, CODING + 10, 200), "code blocks");
    assertRefused(with(STREAM, CODING + 4, 1), "coding style is cut off");
  }

  @Test
  void refusesOrdersWithoutNumber() {
    byte[] poc = {(byte) 0xFF, 0x5F, 0, 9, 0, 0, 0, 1, 5, 1, 0};
    byte[] many = STREAM;
    for (int n = 0; n < 33; n++) {
      many = inserted(many, CODING, poc);
    }
    assertRefused(many, "order too often");
  }

  @Test
  void refusesAStreamThatIsCutOffWhereverItEnds() {
    for (int length = 0; length < STREAM.length - 2; length++) {
      byte[] cut = Arrays.copyOf(STREAM, length);
      assertThatThrownBy(() -> decode(cut))
          .as("cut at %d", length)
          .isInstanceOf(DicomException.class);
    }
  }

  @Test
  void refusesBoxesThatAreCutOffOrHoldNothing() {
    byte[] boxed = Codestreams.boxed(STREAM);
    assertRefused(Arrays.copyOf(boxed, boxed.length - 20), "box is cut off");
    assertRefused(Arrays.copyOf(boxed, 20), "no codestream");
    assertRefused(with(boxed, 12, 0, 0, 0, 0), "no codestream");
    assertRefused(with(boxed, 12, 0, 0, 0, 2), "box is cut off");
  }

  @Test
  void aBareErrorOfThePluginIsAnErrorOfTheFrame() {
    assertRefused(with(with(STREAM, CODING + 4, 6), 89, 0x53), "damaged");
  }

  @Test
  void mutatedJpeg2000IsDecodedOrNamed() {
    byte[] tiled = Codestreams.jpeg2000(EDGE, 16);
    for (int seed = 0; seed < 1500; seed++) {
      byte[] stream = seed % 2 == 0 ? STREAM : tiled;
      int within = seed % 3 == 0 ? stream.length : HEADER;
      decodesOrNames(
          Codestreams.mutated(stream, within, seed),
          TransferSyntax.JPEG_2000,
          Codestreams.image(EDGE, 16));
    }
  }

  @Test
  void refusesAJpegOfScansWithoutNumber() {
    byte[] stream = Codestreams.jpeg(EDGE);
    byte[] scan = {(byte) 0xFF, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55};
    byte[] many = stream;
    for (int n = 0; n < 65; n++) {
      many = inserted(many, stream.length - 2, scan);
    }
    byte[] hostile = many;
    assertThatThrownBy(
            () ->
                Codestreams.frame(
                    hostile, TransferSyntax.JPEG_BASELINE, Codestreams.image(EDGE, 8)))
        .isInstanceOf(DicomException.class)
        .hasMessageContaining("more than 64 times");
  }

  @Test
  void mutatedJpegIsDecodedOrNamed() {
    byte[] stream = Codestreams.jpeg(EDGE);
    for (int seed = 0; seed < 1000; seed++) {
      decodesOrNames(
          Codestreams.mutated(stream, stream.length, seed),
          TransferSyntax.JPEG_BASELINE,
          Codestreams.image(EDGE, 8));
    }
  }

  private static void decodesOrNames(byte[] stream, TransferSyntax syntax, ImagePixelModule image) {
    try {
      assertThat(Codestreams.frame(stream, syntax, image)).hasSize(image.frameBytes());
    } catch (DicomException e) {
      assertThat(e.code()).isEqualTo("dicom.undecodable");
    }
  }
}
