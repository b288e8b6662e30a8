package io.deepgrow.app.routing.job.work;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A message that its receiver can check.
 *
 * @param timestamp seconds since 1970
 * @param signature HMAC-SHA256 over time stamp, full stop and body, in hexadecimal digits
 */
record SignedMessage(String body, String timestamp, String signature) {

  static final String TIMESTAMP = "Deepgrow-Timestamp";
  static final String SIGNATURE = "Deepgrow-Signature";

  private static final String ALGORITHM = "HmacSHA256";

  /** A message signed with a key at a time. */
  static SignedMessage of(String body, String key, Instant at) {
    String timestamp = Long.toString(at.getEpochSecond());
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      byte[] signature = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      return new SignedMessage(body, timestamp, HexFormat.of().formatHex(signature));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("Every Java has HMAC-SHA256", e);
    }
  }
}
