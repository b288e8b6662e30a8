package io.deepgrow.app.account;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Hashes passwords by Argon2id (RFC 9106) with the parameters that OWASP advises: 19 MiB, two
 * passes. The parameters are part of each hash, so that later ones may differ.
 */
@ApplicationScoped
public class Passwords {

  private static final int KIB = 19 << 10;
  private static final int PASSES = 2;
  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final int SHORTEST = 12;
  private static final int LONGEST = 200;
  private static final int DIFFERENT = 5;

  /** What a stored hash may ask of memory and time, should somebody have written it by hand. */
  private static final int MOST_KIB = 1 << 18;

  private static final int MOST_PASSES = 20;

  /** Hashes at the same time: each takes memory. */
  private static final int AT_ONCE = 2;

  private static final Pattern FORM =
      Pattern.compile("\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,4}),p=1\\$([^$]+)\\$([^$]+)");
  private static final Pattern WEAK =
      Pattern.compile(
          "(password|passwort|kennwort|welcome|willkommen|letmein|admin|administrator|hospital"
              + "|radiology|radiologie|qwertyuiop|qwertzuiop|asdfghjkl|iloveyou|changeme|deepgrow"
              + "|dicom|monai|orthanc|summer|winter|spring|autumn)+");

  private final SecureRandom random = new SecureRandom();
  private final Semaphore turns = new Semaphore(AT_ONCE, true);
  private volatile @Nullable String nobody;

  /**
   * Refuses a password that is guessed at once.
   *
   * @throws ApiException {@code account.weak_password}
   */
  public static void requireGood(String password, String accountName) {
    String plain = normal(password).toLowerCase(Locale.ROOT);
    String words = spelled(plain.replaceAll("^[^a-z]+|[^a-z]+$", "")).replaceAll("[^a-z]", "");
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      throw weak("has " + SHORTEST + " to " + LONGEST + " characters");
    }
    if (plain.chars().distinct().count() < DIFFERENT || isRun(plain)) {
      throw weak("is no repetition and no run of neighbours");
    }
    if (plain.contains(accountName) || WEAK.matcher(words).matches()) {
      throw weak("is not the account's name nor a word that everybody tries first");
    }
  }

  /** Letters in place of the digits and signs that stand for them. */
  private static String spelled(String text) {
    return text.replace('0', 'o')
        .replace('1', 'i')
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('5', 's')
        .replace('$', 's')
        .replace('@', 'a');
  }

  private static boolean isRun(String text) {
    int steps = 0;
    for (int n = 1; n < text.length(); n++) {
      steps += Math.abs(text.charAt(n) - text.charAt(n - 1)) <= 1 ? 1 : 0;
    }
    return steps >= (text.length() - 1) * 3 / 4;
  }

  private static ApiException weak(String what) {
    return new ApiException(ErrorCode.WEAK_PASSWORD, "A good password " + what);
  }

  /** A hash to store. */
  public String hash(String password) {
    byte[] salt = new byte[SALT];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            KIB,
            PASSES,
            base64.encodeToString(salt),
            base64.encodeToString(hash(password, salt, KIB, PASSES, HASH)));
  }

  /**
   * Whether a password is the one of a hash; takes as long where there is none.
   *
   * @param stored null for an account that is not there or has no password
   */
  public boolean matches(String password, @Nullable String stored) {
    Matcher parts = FORM.matcher(stored == null ? nobody() : stored);
    if (!parts.matches() || password.length() > LONGEST) {
      return false;
    }
    int kib = Math.min(Integer.parseInt(parts.group(1)), MOST_KIB);
    int passes = Math.min(Integer.parseInt(parts.group(2)), MOST_PASSES);
    byte[] expected = Base64.getDecoder().decode(parts.group(4));
    byte[] salt = Base64.getDecoder().decode(parts.group(3));
    byte[] given = hash(password, salt, kib, passes, expected.length);
    return MessageDigest.isEqual(given, expected) && stored != null;
  }

  /** Whether a hash was made with other parameters than today's. */
  static boolean isDated(String stored) {
    return !stored.startsWith("$argon2id$v=19$m=" + KIB + ",t=" + PASSES + ",p=1$");
  }

  private String nobody() {
    String made = nobody;
    if (made == null) {
      made = hash("nobody has this password");
      nobody = made;
    }
    return made;
  }

  private byte[] hash(String password, byte[] salt, int kib, int passes, int length) {
    Argon2BytesGenerator argon = new Argon2BytesGenerator();
    argon.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(kib)
            .withIterations(passes)
            .withParallelism(1)
            .withSalt(salt)
            .build());
    byte[] out = new byte[length];
    turns.acquireUninterruptibly();
    try {
      argon.generateBytes(normal(password).getBytes(StandardCharsets.UTF_8), out);
    } finally {
      turns.release();
    }
    return out;
  }

  /** The same characters however a keyboard composes them. */
  private static String normal(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFKC);
  }
}
