package io.deepgrow.model;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of {@code model.onnx}. */
public final class Checksum {

  private Checksum() {}

  /** Lower-case hexadecimal digest. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  static String sha256(InputStream stream) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
      digest.update(buffer, 0, n);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Refuses a graph that is not the one the descriptor names. */
  public static void verify(ModelDescriptor model, byte[] graph) {
    verify(model, sha256(graph));
  }

  public static void verify(ModelDescriptor model, String actual) {
    if (!actual.equals(model.sha256())) {
      throw new ModelException(
          ModelErrorCode.CHECKSUM_MISMATCH,
          "Model "
              + model.id()
              + ": model.onnx has sha256 "
              + actual
              + ", the descriptor says "
              + model.sha256());
    }
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
