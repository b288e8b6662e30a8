package io.deepgrow.dicomweb;

import java.net.URI;

/**
 * The roots of a DICOMweb service, which some archives have apart; no request goes anywhere else.
 *
 * @param search of QIDO-RS
 * @param retrieve of WADO-RS
 * @param store of STOW-RS
 */
public record DicomWebRoots(URI search, URI retrieve, URI store) {

  public DicomWebRoots {
    require(search);
    require(retrieve);
    require(store);
  }

  /** One root for all. */
  public static DicomWebRoots of(URI root) {
    return new DicomWebRoots(root, root, root);
  }

  private static void require(URI root) {
    String scheme = root.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || root.getHost() == null) {
      throw new IllegalArgumentException("The DICOMweb base must be an http or https URL");
    }
  }
}
