package io.deepgrow.seg;

/** The SOP Class UIDs of segmentations (PS3.4 B.5). */
public final class SegClasses {

  /** Segmentation Storage: BINARY and FRACTIONAL. */
  public static final String SEGMENTATION = "1.2.840.10008.5.1.4.1.1.66.4";

  /** Label Map Segmentation Storage. */
  public static final String LABEL_MAP = "1.2.840.10008.5.1.4.1.1.66.7";

  private SegClasses() {}
}
