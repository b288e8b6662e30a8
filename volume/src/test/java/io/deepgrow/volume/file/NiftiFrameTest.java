package io.deepgrow.volume.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mask lies exactly where the header of its image says. */
class NiftiFrameTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(5, 4, 3), new Spacing(0.7, 0.7, 2.5));

  @TempDir private Path folder;

  /** An image's file with its qform and sform codes and the form's numbers changed. */
  private Path image(int qform, int sform, float nudge) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Nifti.write(Volume.of(GRID, new short[60]), out);
    ByteBuffer b = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    b.putShort(252, (short) qform).putShort(254, (short) sform);
    b.putFloat(280, b.getFloat(280) + nudge).putFloat(268, 12.345678f);
    b.put(123, (byte) 10);
    return Files.write(folder.resolve("image.nii"), b.array());
  }

  private static byte[] header(Path image, MaskType type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Nifti.write(Mask.empty(GRID), type, Optional.of(NiftiFrame.read(image)), out);
    assertThat(out.size()).isEqualTo((int) Nifti.length(Mask.empty(GRID), type));
    return Arrays.copyOf(out.toByteArray(), 352);
  }

  @Test
  void formsCodesSpacingAndUnitsAreRepeatedBitForBit() throws IOException {
    Path image = image(1, 4, 1e-3f);
    byte[] original = Files.readAllBytes(image);
    byte[] written = header(image, MaskType.UINT8);
    assertThat(Arrays.copyOfRange(written, 252, 328))
        .isEqualTo(Arrays.copyOfRange(original, 252, 328));
    assertThat(Arrays.copyOfRange(written, 76, 92)).isEqualTo(Arrays.copyOfRange(original, 76, 92));
    assertThat(written[123]).isEqualTo((byte) 10);
  }

  @Test
  void anImageWithoutFormsGetsAMaskWithoutForms() throws IOException {
    ByteBuffer b =
        ByteBuffer.wrap(header(image(0, 0, 0), MaskType.UINT8)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(b.getShort(252)).isZero();
    assertThat(b.getShort(254)).isZero();
  }

  @Test
  void valuesAreUnscaledAndOfTheTypeAskedFor() throws IOException {
    ByteBuffer small =
        ByteBuffer.wrap(header(image(1, 1, 0), MaskType.UINT8)).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer wide =
        ByteBuffer.wrap(header(image(1, 1, 0), MaskType.UINT16)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(small.getShort(70)).isEqualTo((short) 2);
    assertThat(wide.getShort(70)).isEqualTo((short) 512);
    assertThat(wide.getShort(72)).isEqualTo((short) 16);
    assertThat(wide.getFloat(112)).isEqualTo(1);
    assertThat(wide.getFloat(116)).isZero();
  }

  @Test
  void bigEndianFramesAreTurnedRound() throws IOException {
    byte[] big = new byte[352];
    ByteBuffer b = ByteBuffer.wrap(big).order(ByteOrder.BIG_ENDIAN);
    b.putInt(0, 348).putShort(254, (short) 2).putFloat(280, 1.5f).putFloat(80, 1.5f);
    b.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    Path image = Files.write(folder.resolve("big.nii"), big);
    ByteBuffer written =
        ByteBuffer.wrap(header(image, MaskType.UINT8)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(written.getShort(254)).isEqualTo((short) 2);
    assertThat(written.getFloat(280)).isEqualTo(1.5f);
  }

  @Test
  void whatIsNoNiftiHasNoFrame() throws IOException {
    Path file = Files.write(folder.resolve("x.nii"), new byte[400]);
    assertThatThrownBy(() -> NiftiFrame.read(file)).isInstanceOf(VolumeFileException.class);
    Path shorter = Files.write(folder.resolve("y.nii"), new byte[20]);
    assertThatThrownBy(() -> NiftiFrame.read(shorter)).hasMessageContaining("ends within");
  }
}
