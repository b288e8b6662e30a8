package io.deepgrow.volume.file;

import io.deepgrow.fuzz.FuzzTest;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.mask.Grids;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Hostile NRRD files. */
class NrrdFuzzTest extends FuzzTest {

  @Override
  public List<byte[]> seeds() {
    return List.of(
        VolumeFiles.bytes(out -> Nrrd.write(VolumeFiles.noise(), out, NrrdEncoding.RAW)),
        VolumeFiles.bytes(out -> Nrrd.write(VolumeFiles.noise(), out, NrrdEncoding.GZIP)),
        VolumeFiles.bytes(
            out ->
                Nrrd.write(
                    Grids.speckle(new Random(2), Grids.unit(new GridSize(6, 5, 4)), 0.5),
                    out,
                    NrrdEncoding.RAW)));
  }

  @Override
  public void parse(byte[] input) throws IOException {
    VolumeFiles.requireSound(Nrrd.read(new ByteArrayInputStream(input), VolumeFiles.LIMITS));
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof VolumeFileException;
  }
}
