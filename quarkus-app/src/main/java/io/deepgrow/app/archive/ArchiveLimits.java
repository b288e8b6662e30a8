package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomLimits;

/**
 * Bounds of the archive.
 *
 * @param maxPartBytes size of one stored instance; default 4 GiB
 * @param maxParts instances in one STOW request; default 10,000
 * @param maxInstances in the whole archive, whose headers are held in memory; default 200,000
 */
public record ArchiveLimits(long maxPartBytes, int maxParts, int maxInstances, DicomLimits dicom) {

  public static ArchiveLimits standard() {
    return new ArchiveLimits(4L << 30, 10_000, 200_000, DicomLimits.standard());
  }
}
