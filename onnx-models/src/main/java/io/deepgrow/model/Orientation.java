package io.deepgrow.model;

/** The patient directions along which a network's axes i, j and k must rise. */
public enum Orientation {
  /** The network was trained on every flip, so the volume's own axes serve. */
  ANY,
  /** Right, anterior, superior: the axes of the published Deepgrow weights, i and j exchanged. */
  RAS,
  /** Left, posterior, superior: the axes of an axial, head-first supine CT. */
  LPS
}
