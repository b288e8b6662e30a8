package io.deepgrow.dicom.jpegls;

import io.deepgrow.fuzz.FuzzTest;
import java.util.List;

/** Hostile JPEG-LS frames of 64 × 64 pixels. */
class JpegLsFuzzTest extends FuzzTest {

  private static final int EDGE = 64;

  /** Ends a parse as documented, through an interface that throws nothing checked. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refused(DamagedPictureException cause) {
      super(cause);
    }
  }

  @Override
  public List<byte[]> seeds() {
    return Fixtures.all().stream().map(Fixtures.Fixture::frame).toList();
  }

  @Override
  public void parse(byte[] input) {
    try {
      JpegLsPicture.decode(input, (columns, rows) -> columns <= EDGE && rows <= EDGE);
    } catch (DamagedPictureException e) {
      throw new Refused(e);
    }
  }

  @Override
  public boolean isDocumented(Throwable thrown) {
    return thrown instanceof Refused;
  }
}
