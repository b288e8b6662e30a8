package io.deepgrow.volume.file;

import io.deepgrow.fuzz.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** Hostile NIfTI files. */
class NiftiFuzzTest extends FuzzTest {

  @Override
  public List<byte[]> seeds() {
    return List.of(
        NiftiBytes.little().file(),
        VoxelBytes.gzip(NiftiBytes.little().file()),
        NiftiBytes.little().type(VoxelType.FLOAT32).floats(112, 2, -1024).with(new byte[48]),
        NiftiBytes.little().shorts(252, 1, 0).floats(256, 0.1, 0.2, 0.3).file(),
        VolumeFiles.bytes(out -> Nifti.write(VolumeFiles.noise(), out)));
  }

  @Override
  public void parse(byte[] input) throws IOException {
    VolumeFiles.requireSound(Nifti.read(new ByteArrayInputStream(input), VolumeFiles.LIMITS));
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof VolumeFileException;
  }
}
