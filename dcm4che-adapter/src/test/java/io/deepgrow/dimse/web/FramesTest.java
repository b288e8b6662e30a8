package io.deepgrow.dimse.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dimse.GatewayException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {

  private static DicomFile file(int bits, int frames, byte[] pixels) {
    DicomObject object =
        new DicomObject()
            .setInts(Tag.ROWS, 2)
            .setInts(Tag.COLUMNS, 2)
            .setInts(Tag.BITS_ALLOCATED, bits)
            .setString(Tag.NUMBER_OF_FRAMES, Integer.toString(frames));
    return new DicomFile(TransferSyntax.EXPLICIT_LITTLE, object, new PixelData(pixels, List.of()));
  }

  @Test
  void nativeFramesAreCutOutOfTheirPiece() {
    byte[] pixels = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
    assertThat(Frames.of(file(16, 2, pixels), 2)).containsExactly(9, 10, 11, 12, 13, 14, 15, 16);
    assertThat(Frames.of(file(8, 4, pixels), 2)).containsExactly(5, 6, 7, 8);
    assertThat(Frames.type(file(8, 4, pixels))).isEqualTo("application/octet-stream");
  }

  @Test
  void encodedFramesAreGivenAsTheyAre() {
    DicomFile file =
        new DicomFile(
            TransferSyntax.JPEG_LS_LOSSLESS,
            new DicomObject(),
            new PixelData(new byte[0], List.of(new byte[] {1}, new byte[] {2, 3})));
    assertThat(Frames.of(file, 2)).containsExactly(2, 3);
    assertThat(Frames.type(file)).isEqualTo("image/jls");
  }

  @Test
  void aFrameThatIsNotThereOrDoesNotBeginWithAByteIsRefused() {
    assertThatThrownBy(() -> Frames.of(file(16, 2, new byte[16]), 3))
        .isInstanceOf(GatewayException.class);
    assertThatThrownBy(() -> Frames.of(file(16, 2, new byte[16]), 0))
        .isInstanceOf(GatewayException.class);
    assertThatThrownBy(() -> Frames.of(file(16, 4, new byte[16]), 3))
        .hasMessageContaining("end before");
    assertThatThrownBy(() -> Frames.of(file(1, 2, new byte[1]), 1))
        .hasMessageContaining("whole objects");
  }
}
