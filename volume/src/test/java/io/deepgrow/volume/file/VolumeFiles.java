package io.deepgrow.volume.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Grids;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Random;

/** Small volume files, and what must hold of one that was read. */
final class VolumeFiles {

  static final VolumeFileLimits LIMITS = new VolumeFileLimits(1_000_000);

  /** Writes a file. */
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private VolumeFiles() {}

  static byte[] bytes(Writing writing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static Volume noise() {
    Random random = new Random(1);
    return Grids.noise(random, Grids.oblique(random, new GridSize(5, 4, 3)));
  }

  /** A volume is as large as it says, within the limits, and has a place. */
  static void requireSound(Volume volume) {
    assertThat(volume.voxels()).hasSize(volume.geometry().size().arrayLength());
    assertThat(volume.voxels().length).isLessThanOrEqualTo(1_000_000);
    assertThat(volume.geometry().toPatient(new VoxelIndex(0, 0, 0)).isFinite()).isTrue();
    assertThat(volume.geometry().spacing().voxelVolume()).isPositive();
  }
}
