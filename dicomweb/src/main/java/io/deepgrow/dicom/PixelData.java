package io.deepgrow.dicom;

import java.util.List;

/**
 * Pixel data as stored: native bytes of all frames in one piece (little-endian), or the encoded
 * bytes of each frame.
 */
public final class PixelData {

  /** No pixel data. */
  public static final PixelData NONE = new PixelData(new byte[0], List.of());

  private final byte[] nativeBytes;
  private final List<byte[]> fragments;

  /**
   * Wraps without copying.
   *
   * @param nativeBytes all frames, empty when encapsulated
   * @param fragments the encoded bytes of each frame, joined; none when native
   */
  public PixelData(byte[] nativeBytes, List<byte[]> fragments) {
    this.nativeBytes = nativeBytes;
    this.fragments = List.copyOf(fragments);
  }

  public boolean isEmpty() {
    return nativeBytes.length == 0 && fragments.isEmpty();
  }

  public boolean isEncapsulated() {
    return !fragments.isEmpty();
  }

  /** The native bytes themselves; empty when encapsulated. */
  public byte[] nativeBytes() {
    return nativeBytes;
  }

  /** The encoded bytes of each frame, themselves; none when native. */
  public List<byte[]> fragments() {
    return fragments;
  }

  /**
   * One encoded frame, from zero.
   *
   * @throws DicomException {@code dicom.malformed} when there is no such frame
   */
  public byte[] frame(int number) {
    if (number < 0 || number >= fragments.size()) {
      throw DicomException.malformed(
          "Frame " + (number + 1) + " is asked for, the pixel data hold " + fragments.size());
    }
    return fragments.get(number);
  }
}
