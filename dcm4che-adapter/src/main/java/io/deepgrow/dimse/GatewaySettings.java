package io.deepgrow.dimse;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a gateway runs.
 *
 * @param title of its application entity
 * @param address on which it is called by DIMSE
 * @param dimsePort 0 for any free one
 * @param tls of associations both ways; none when absent
 * @param callers who may call
 * @param associations at once, at most
 * @param pacs that is asked, moved from and stored to; without one the gateway has just what is
 *     pushed to it
 * @param webAddress on which DICOMweb is served
 * @param webPort 0 for any free one
 * @param token that DICOMweb calls bear; without one it is served on loopback alone
 * @param folder of held objects
 * @param maxBytes of all held objects
 * @param maxObjectBytes of one object
 * @param patience with the PACS, for each answer
 */
public record GatewaySettings(
    String title,
    InetAddress address,
    int dimsePort,
    Optional<TlsFiles> tls,
    List<AllowedCaller> callers,
    int associations,
    Optional<RemoteEntity> pacs,
    InetAddress webAddress,
    int webPort,
    Optional<String> token,
    Path folder,
    long maxBytes,
    long maxObjectBytes,
    Duration patience) {

  /**
   * The key and certificates of associations, PKCS #12.
   *
   * @param keys own key and certificate
   * @param trusted certificates of who is trusted
   * @param password of both files
   */
  public record TlsFiles(Path keys, Path trusted, String password) {

    @Override
    public String toString() {
      return "TlsFiles[" + keys + ", " + trusted + "]";
    }
  }

  public GatewaySettings {
    callers = List.copyOf(callers);
  }

  @Override
  public String toString() {
    return "GatewaySettings[" + title + "]";
  }
}
