package io.deepgrow.dicomweb.dcm4chee;

import java.net.URI;
import java.util.Set;

/**
 * A web application of the archive: what one of its AEs offers.
 *
 * @param root on the host by which we know the archive
 * @param classes such as {@code STOW_RS} and {@code UPS_RS}
 */
public record ArchiveService(String aeTitle, URI root, Set<String> classes) {
  public ArchiveService {
    classes = Set.copyOf(classes);
  }
}
