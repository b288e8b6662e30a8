package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomLimits;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where a DICOMweb service is and how patient we are with it.
 *
 * @param roots where the service is; no request goes anywhere else
 * @param trust TLS trust of its own; empty for the JDK's
 * @param idleTimeout how long a body may stand still
 * @param callTimeout how long one call may take in all: every page, try and object of it
 * @param maxTries of a request that may be repeated
 * @param firstWait before the second try; doubled each time
 * @param maxJsonBytes of an answer in JSON
 * @param gate lets requests out
 */
public record DicomWebConfig(
    DicomWebRoots roots,
    Authentication authentication,
    Optional<SSLContext> trust,
    Duration connectTimeout,
    Duration idleTimeout,
    Duration callTimeout,
    int maxTries,
    Duration firstWait,
    long maxJsonBytes,
    DicomLimits limits,
    CallGate gate) {

  /** The documented defaults. */
  public static DicomWebConfig of(URI base) {
    return of(DicomWebRoots.of(base));
  }

  /** The documented defaults, for a service with several roots. */
  public static DicomWebConfig of(DicomWebRoots roots) {
    return new DicomWebConfig(
        roots,
        Authentication.none(),
        Optional.empty(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        4,
        Duration.ofMillis(500),
        512L << 20,
        DicomLimits.standard(),
        CallGate.open());
  }

  public DicomWebConfig with(Authentication other) {
    return copy(other, trust, idleTimeout, callTimeout, maxTries, firstWait, gate);
  }

  /** Other patience. */
  public DicomWebConfig with(Duration idle, int tries, Duration wait) {
    return copy(authentication, trust, idle, callTimeout, tries, wait, gate);
  }

  /** Another limit for a whole call. */
  public DicomWebConfig withCallTimeout(Duration limit) {
    return copy(authentication, trust, idleTimeout, limit, maxTries, firstWait, gate);
  }

  public DicomWebConfig with(SSLContext context) {
    Optional<SSLContext> tls = Optional.of(context);
    return copy(authentication, tls, idleTimeout, callTimeout, maxTries, firstWait, gate);
  }

  public DicomWebConfig with(CallGate other) {
    return copy(authentication, trust, idleTimeout, callTimeout, maxTries, firstWait, other);
  }

  private DicomWebConfig copy(
      Authentication credentials,
      Optional<SSLContext> tls,
      Duration idle,
      Duration call,
      int tries,
      Duration wait,
      CallGate calls) {
    return new DicomWebConfig(
        roots,
        credentials,
        tls,
        connectTimeout,
        idle,
        call,
        tries,
        wait,
        maxJsonBytes,
        limits,
        calls);
  }
}
