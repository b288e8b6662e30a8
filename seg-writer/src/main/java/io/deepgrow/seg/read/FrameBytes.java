package io.deepgrow.seg.read;

import io.deepgrow.seg.SegException;

/** Uncompressed bytes of single frames, little-endian. */
interface FrameBytes {

  /**
   * The bytes of a frame, from 0.
   *
   * @throws SegException when the frame is cut off or cannot be decoded
   */
  byte[] frame(int frame);
}
