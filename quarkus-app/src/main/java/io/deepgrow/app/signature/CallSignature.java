package io.deepgrow.app.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a call: HMAC-SHA256 in hexadecimal digits over the time in seconds since 1970, a
 * full stop and the body. Old calls do not count.
 */
public final class CallSignature {

  /** The header with the time, seconds since 1970. */
  public static final String TIME = "Deepgrow-Time";

  /** The header with the signature. */
  public static final String SIGNATURE = "Deepgrow-Signature";

  /** How far the clocks of both may be apart. */
  static final Duration WINDOW = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
  private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F]{64}");

  private CallSignature() {}

  /** Whether a body was signed with a key, now. */
  public static boolean isGood(
      String key, @Nullable String time, byte[] body, @Nullable String signature, Instant now) {
    if (time == null
        || signature == null
        || !SECONDS.matcher(time).matches()
        || !DIGITS.matcher(signature).matches()) {
      return false;
    }
    Duration apart = Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs();
    return apart.compareTo(WINDOW) <= 0
        && MessageDigest.isEqual(
            bytes(key, time, body), HexFormat.of().parseHex(signature.toLowerCase(Locale.ROOT)));
  }

  /**
   * The signature of a body, as its header carries it.
   *
   * @param time as its header carries it
   */
  public static String of(String key, String time, byte[] body) {
    return HexFormat.of().formatHex(bytes(key, time, body));
  }

  private static byte[] bytes(String key, String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java has no " + ALGORITHM, e);
    }
  }
}
