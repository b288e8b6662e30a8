package io.deepgrow.volume.file;

import io.deepgrow.fuzz.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** Hostile MetaImage files. */
class MhaFuzzTest extends FuzzTest {

  @Override
  public List<byte[]> seeds() {
    return List.of(
        MhaBytes.numbered().bytes(),
        MhaBytes.numbered().deflated().bytes(),
        MhaBytes.numbered()
            .with("BinaryDataByteOrderMSB", "True")
            .with("ElementType", "MET_USHORT")
            .bytes());
  }

  @Override
  public void parse(byte[] input) throws IOException {
    VolumeFiles.requireSound(Mha.read(new ByteArrayInputStream(input), VolumeFiles.LIMITS));
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof VolumeFileException;
  }
}
