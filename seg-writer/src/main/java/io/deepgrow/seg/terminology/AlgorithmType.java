package io.deepgrow.seg.terminology;

/** Segment Algorithm Type (0062,0008): the three values there are. */
public enum AlgorithmType {
  /** Model output nobody touched. */
  AUTOMATIC,
  /** A click, box or correction went in. */
  SEMIAUTOMATIC,
  /** Drawn by hand. */
  MANUAL
}
