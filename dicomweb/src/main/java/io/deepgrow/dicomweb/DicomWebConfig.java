package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a DICOMweb service is and how patient we are with it.
 *
 * @param base service root; no request goes anywhere else
 * @param trust TLS trust of its own; empty for the JDK's
 * @param idleTimeout how long a body may stand still
 * @param callTimeout how long one call may take in all: every page, try and object of it
 * @param maxTries of a request that may be repeated
 * @param firstWait before the second try; doubled each time
 * @param maxJsonBytes of an answer in JSON
 */
public record DicomWebConfig(
    URI base,
    Authentication authentication,
    Optional<SSLContext> trust,
    Duration connectTimeout,
    Duration idleTimeout,
    Duration callTimeout,
    int maxTries,
    Duration firstWait,
    long maxJsonBytes,
    DicomLimits limits) {

  public DicomWebConfig {
    String scheme = base.getScheme();
    if (!("http".equals(scheme) || "https".equals(scheme)) || base.getHost() == null) {
      throw new IllegalArgumentException("The DICOMweb base must be an http or https URL");
    }
  }

  /** The documented defaults. */
  public static DicomWebConfig of(URI base) {
    return new DicomWebConfig(
        base,
        Authentication.none(),
        Optional.empty(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        4,
        Duration.ofMillis(500),
        512L << 20,
        DicomLimits.standard());
  }

  public DicomWebConfig with(Authentication other) {
    return copy(other, trust, idleTimeout, callTimeout, maxTries, firstWait);
  }

  /** Other patience. */
  public DicomWebConfig with(Duration idle, int tries, Duration wait) {
    return copy(authentication, trust, idle, callTimeout, tries, wait);
  }

  /** Another limit for a whole call. */
  public DicomWebConfig withCallTimeout(Duration limit) {
    return copy(authentication, trust, idleTimeout, limit, maxTries, firstWait);
  }

  public DicomWebConfig with(SSLContext context) {
    return copy(
        authentication, Optional.of(context), idleTimeout, callTimeout, maxTries, firstWait);
  }

  private DicomWebConfig copy(
      Authentication credentials,
      Optional<SSLContext> tls,
      Duration idle,
      Duration call,
      int tries,
      Duration wait) {
    return new DicomWebConfig(
        base, credentials, tls, connectTimeout, idle, call, tries, wait, maxJsonBytes, limits);
  }

  URI resolve(String path) {
    String root = base.toString();
    return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
  }
}
