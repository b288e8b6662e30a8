package io.deepgrow.app.atna;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A syslog message (RFC 5424) in the frame in which TLS carries it (RFC 5425). */
final class SyslogFrame {

  /** Facility authpriv, severity notice (DICOM PS3.15 A.6). */
  private static final int PRIORITY = 10 * 8 + 5;

  private SyslogFrame() {}

  static byte[] of(Instant at, String host, String application, long process, String text) {
    String head =
        "<%d>1 %s %s %s %d DICOM+RFC3881 - \ufeff"
            .formatted(
                PRIORITY,
                at.truncatedTo(ChronoUnit.MILLIS),
                word(host, 255),
                word(application, 48),
                process);
    byte[] message = (head + text).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream frame = new ByteArrayOutputStream(message.length + 8);
    frame.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
    frame.writeBytes(message);
    return frame.toByteArray();
  }

  /** Printable ASCII without blanks; a dash for nothing. */
  private static String word(String text, int most) {
    String plain = text.replaceAll("[^!-~]", "_");
    return plain.isEmpty() ? "-" : plain.substring(0, Math.min(most, plain.length()));
  }
}
