package io.deepgrow.app.connection.tls;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and private keys as PEM texts. */
public final class Pem {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private Pem() {}

  /**
   * The certificates of a text, at least one.
   *
   * @param what they are for
   * @throws ApiException {@code connection.unusable}
   */
  public static List<X509Certificate> certificates(String what, String text) {
    try {
      List<X509Certificate> all = new ArrayList<>();
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))) {
        all.add((X509Certificate) each);
      }
      if (!all.isEmpty()) {
        return all;
      }
    } catch (CertificateException e) {
      // answered below
    }
    throw new ApiException(
        ErrorCode.CONNECTION_UNUSABLE,
        "The " + what + " is no PEM text that begins with -----BEGIN CERTIFICATE-----");
  }

  /**
   * The private key of a text.
   *
   * @throws ApiException {@code connection.unusable}
   */
  public static PrivateKey privateKey(String text) {
    Matcher matcher = KEY.matcher(text.strip());
    if (matcher.matches()) {
      byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(1));
      for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(bytes));
        } catch (GeneralSecurityException e) {
          // of another algorithm
        }
      }
    }
    throw new ApiException(
        ErrorCode.CONNECTION_UNUSABLE,
        "The private key is no PEM text that begins with -----BEGIN PRIVATE KEY-----; make one of"
            + " another format with: openssl pkcs8 -topk8 -nocrypt -in key.pem");
  }
}
