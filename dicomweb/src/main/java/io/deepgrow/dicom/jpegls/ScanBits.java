package io.deepgrow.dicom.jpegls;

/**
 * The bits of a scan, the most significant first. The bit after a byte FF is stuffed (T.87, A.1):
 * where it is set a marker begins, and the scan ends.
 */
final class ScanBits {

  private static final int CACHE = 64;
  private static final int FF = 0xFF;

  private final byte[] in;
  private int at;

  /** Bits that come next, from the top. */
  private long cache;

  private int available;
  private boolean afterFf;

  ScanBits(byte[] in, int from) {
    this.in = in;
    this.at = from;
  }

  private void fill() {
    while (available <= CACHE - Byte.SIZE && at < in.length) {
      int next = in[at] & FF;
      int bits = afterFf ? Byte.SIZE - 1 : Byte.SIZE;
      if (afterFf && next >> bits != 0) {
        at = in.length;
        return;
      }
      cache |= (long) next << (CACHE - available - bits);
      available += bits;
      afterFf = next == FF;
      at++;
    }
  }

  /** A number of so many bits, 0 to 32. */
  int read(int bits) throws DamagedPictureException {
    if (available < bits) {
      fill();
      if (available < bits) {
        throw new DamagedPictureException("it ends early");
      }
    }
    if (bits == 0) {
      return 0;
    }
    int value = (int) (cache >>> (CACHE - bits));
    cache <<= bits;
    available -= bits;
    return value;
  }

  /** How many bits are 0 before the next that is 1, which is read too. */
  int zeros(int most) throws DamagedPictureException {
    int count = 0;
    while (true) {
      int leading = Long.numberOfLeadingZeros(cache);
      if (leading < available) {
        cache <<= leading;
        cache <<= 1;
        available -= leading + 1;
        count += leading;
        if (count > most) {
          throw new DamagedPictureException("a code is longer than any");
        }
        return count;
      }
      count += available;
      cache = 0;
      available = 0;
      fill();
      if (available == 0 || count > most) {
        throw new DamagedPictureException(
            count > most ? "a code is longer than any" : "it ends early");
      }
    }
  }
}
