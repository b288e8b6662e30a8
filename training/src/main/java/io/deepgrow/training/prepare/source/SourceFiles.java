package io.deepgrow.training.prepare.source;

import java.util.List;

/**
 * Where a case comes from.
 *
 * @param image file or folder relative to the input, or {@code study/UID/series/UID} of a PACS
 * @param imageDigest {@code sha256:} of the bytes, or {@code uids:} of a PACS's instance UIDs
 * @param labels files or SEG instances, in the order read
 * @param labelsDigest as {@code imageDigest}, of all labels together
 */
public record SourceFiles(
    String image, String imageDigest, List<String> labels, String labelsDigest) {

  public SourceFiles {
    labels = List.copyOf(labels);
  }
}
