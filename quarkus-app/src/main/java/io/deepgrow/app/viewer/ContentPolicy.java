package io.deepgrow.app.viewer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Content-Security-Policy that lets this viewer run and nothing else. */
final class ContentPolicy {

  private static final Pattern INLINE = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);

  private ContentPolicy() {}

  /** The policy for an index page: its inline scripts are named by their hashes. */
  static String of(String indexHtml) {
    StringBuilder scripts = new StringBuilder();
    Matcher inline = INLINE.matcher(indexHtml);
    while (inline.find()) {
      scripts.append(" 'sha256-").append(sha256(inline.group(1))).append('\'');
    }
    // Decoders of the viewer compile functions at run time, so unsafe-eval can't be left out.
    return "default-src 'self'; script-src 'self' 'unsafe-eval'"
        + scripts
        + "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
        + " connect-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none';"
        + " base-uri 'self'; form-action 'self'; frame-ancestors 'self'";
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
