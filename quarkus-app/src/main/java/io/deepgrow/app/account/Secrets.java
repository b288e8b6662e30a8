package io.deepgrow.app.account;

import io.deepgrow.app.Sha256;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Random texts that open something, and what is stored of them. */
final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** Hexadecimal digits of so many random bytes. */
  static String random(int bytes) {
    byte[] all = new byte[bytes];
    RANDOM.nextBytes(all);
    return HexFormat.of().formatHex(all);
  }

  /** What is stored of a random text; a fast hash is enough, since nobody can guess such a text. */
  static String hash(String secret) {
    return Sha256.of(secret);
  }
}
