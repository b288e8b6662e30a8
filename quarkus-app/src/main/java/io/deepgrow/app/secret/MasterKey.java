package io.deepgrow.app.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A key that seals the keys of secrets, and the name by which rows say which one it was. */
final class MasterKey {

  /** Bytes of a key for AES-256. */
  static final int BYTES = 32;

  private static final int ID_BYTES = 8;
  private static final byte[] ID = "deepgrow-pacs key id".getBytes(StandardCharsets.US_ASCII);

  private final String id;
  private final SecretKey key;

  private MasterKey(byte[] bytes) {
    this.key = new SecretKeySpec(bytes, "AES");
    this.id = id(bytes);
  }

  /** The key of 32 bytes in base64 or 64 hexadecimal digits; empty when the text is neither. */
  static Optional<MasterKey> of(String text) {
    String plain = text.strip();
    try {
      byte[] bytes =
          plain.matches("[0-9a-fA-F]{64}")
              ? HexFormat.of().parseHex(plain)
              : Base64.getDecoder().decode(plain);
      return bytes.length == BYTES ? Optional.of(new MasterKey(bytes)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String id(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(ID), 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** 16 hexadecimal digits that tell keys apart and nothing about them. */
  String id() {
    return id;
  }

  SecretKey key() {
    return key;
  }

  /** Never the key itself. */
  @Override
  public String toString() {
    return "MasterKey[" + id + "]";
  }
}
