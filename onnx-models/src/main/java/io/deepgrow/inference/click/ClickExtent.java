package io.deepgrow.inference.click;

/** How far a click may change the mask. */
public enum ClickExtent {
  /** Wherever the network sees fit. */
  VOLUME,
  /** In its slice k only; everywhere else the mask stays as it was before the click. */
  SLICE
}
