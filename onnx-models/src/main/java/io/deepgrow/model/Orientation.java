package io.deepgrow.model;

/** The patient directions along which a network's axes i, j and k must rise. */
public enum Orientation {
  /** The network was trained on every flip, so the volume's own axes serve. */
  ANY,
  /**
   * The published Deepgrow weights: i rises to anterior, j to the right, k to superior, that is
   * right, anterior, superior with i and j exchanged.
   */
  RAS,
  /** Left, posterior, superior: the axes of an axial, head-first supine CT. */
  LPS
}
