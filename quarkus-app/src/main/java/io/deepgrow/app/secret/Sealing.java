package io.deepgrow.app.secret;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM (NIST SP 800-38D): each with a random key of its own, which the
 * master key seals. Both seals hold for one place alone, so that a row that is copied over another
 * one does not open.
 */
final class Sealing {

  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();

  /**
   * Seals.
   *
   * @param place what the secret is of
   */
  SealedSecret seal(MasterKey master, String place, String secret) {
    byte[] own = new byte[MasterKey.BYTES];
    random.nextBytes(own);
    String closed =
        encrypt(new SecretKeySpec(own, "AES"), place, secret.getBytes(StandardCharsets.UTF_8));
    SealedSecret result = wrapped(master, place, own, closed);
    Arrays.fill(own, (byte) 0);
    return result;
  }

  private SealedSecret wrapped(MasterKey master, String place, byte[] own, String closed) {
    String wrapped = encrypt(master.key(), keyPlace(master.id(), place), own);
    return new SealedSecret(master.id(), wrapped, closed);
  }

  /**
   * Opens.
   *
   * @throws ApiException {@code secret.wrong_key} when the row or the key is another one
   */
  String open(MasterKey master, String place, SealedSecret secret) {
    byte[] own = own(master, place, secret);
    byte[] text = decrypt(new SecretKeySpec(own, "AES"), place, secret.sealed());
    Arrays.fill(own, (byte) 0);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** The same secret whose key another master key seals; the secret itself is not opened. */
  SealedSecret rewrapped(MasterKey from, MasterKey to, String place, SealedSecret secret) {
    byte[] own = own(from, place, secret);
    SealedSecret result = wrapped(to, place, own, secret.sealed());
    Arrays.fill(own, (byte) 0);
    return result;
  }

  private static byte[] own(MasterKey master, String place, SealedSecret secret) {
    return decrypt(master.key(), keyPlace(secret.keyId(), place), secret.wrappedKey());
  }

  private static String keyPlace(String keyId, String place) {
    return "key/" + keyId + "/" + place;
  }

  private String encrypt(SecretKey key, String place, byte[] plain) {
    try {
      byte[] nonce = new byte[NONCE_BYTES];
      random.nextBytes(nonce);
      byte[] closed = cipher(Cipher.ENCRYPT_MODE, key, nonce, place).doFinal(plain);
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + closed.length);
      System.arraycopy(closed, 0, all, NONCE_BYTES, closed.length);
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is not to be had", e);
    }
  }

  private static byte[] decrypt(SecretKey key, String place, String closed) {
    try {
      byte[] all = Base64.getDecoder().decode(closed);
      byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, key, nonce, place)
          .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new ApiException(
          ErrorCode.SECRET_WRONG_KEY,
          "A secret does not open: its row was changed outside of the service; set it anew");
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
