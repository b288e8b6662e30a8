package io.deepgrow.app.series;

import io.deepgrow.app.Sha256;

/** What tells the content of a series from what it was before more had come. */
public final class SeriesDigest {

  private SeriesDigest() {}

  /**
   * The digest of a series.
   *
   * @param instances how many the PACS counts
   * @return SHA-256 in hexadecimal digits
   */
  public static String of(String seriesUid, int instances) {
    return Sha256.of(seriesUid + ":" + instances);
  }
}
