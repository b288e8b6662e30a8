package io.deepgrow.volume.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Masks of one and of two bytes a voxel. */
class MaskTypeTest {

  private static final Mask MASK = mask();

  /** Odd sizes, and more than one chunk of the writer. */
  private static Mask mask() {
    Mask mask = Mask.empty(VolumeGeometry.axial(new GridSize(101, 99, 7), new Spacing(1, 1, 1)));
    for (int flat = 0; flat < mask.size().arrayLength(); flat += 3) {
      mask.set(flat, true);
    }
    return mask;
  }

  @ParameterizedTest
  @EnumSource
  void aPlainFileHasThePromisedLengthAndTheSameVoxels(MaskType type) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Nrrd.write(MASK, type, out, NrrdEncoding.RAW);
    assertThat(out.size()).isEqualTo((int) Nrrd.length(MASK, type));
    Volume read = Nrrd.read(new ByteArrayInputStream(out.toByteArray()), VolumeFileLimits.STANDARD);
    assertThat(Mask.ofLabel(read, 1).sameVoxels(MASK)).isTrue();
  }

  @Test
  void theHeaderIsOneThatBrowsersParse() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Nrrd.write(MASK, MaskType.UINT16, out, NrrdEncoding.GZIP);
    String file = out.toString(StandardCharsets.ISO_8859_1);
    String header = file.substring(0, file.indexOf("\n\n"));
    assertThat(header)
        .startsWith("NRRD0004\n")
        .contains("\nendian: little", "\nencoding: gzip", "space directions: (1.0,0.0,0.0) (")
        .doesNotContain("units")
        .doesNotContain("\r");
    assertThat(header).contains("\ntype: uint16\n");
  }
}
