package io.deepgrow.dicom.jpegls;

/** Golomb codes of limited length (T.87, A.5.3). */
final class Golomb {

  private Golomb() {}

  /**
   * A number from 0.
   *
   * @param low bits that come as they are
   * @param limit of the code's length
   * @param whole bits of a number that would have a longer code
   */
  static int read(ScanBits bits, int low, int limit, int whole) throws DamagedPictureException {
    int most = limit - whole - 1;
    int high = bits.zeros(most);
    return high < most ? (high << low) + bits.read(low) : bits.read(whole) + 1;
  }
}
