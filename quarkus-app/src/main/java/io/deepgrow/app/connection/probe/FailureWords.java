package io.deepgrow.app.connection.probe;

import io.deepgrow.app.connection.AuthenticationKind;
import io.deepgrow.app.connection.Dialect;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What failures of the network and of HTTP mean, and what to do about them. */
final class FailureWords {

  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private FailureWords() {}

  /** Why a server could not be asked. */
  static String of(URI root, Throwable failure) {
    String host = String.valueOf(root.getHost());
    String place = host + ", port " + port(root);
    if (isAny(failure, UnknownHostException.class, UnresolvedAddressException.class)) {
      return "The name "
          + host
          + " is not known here (DNS): look at its spelling in the root, and at the name servers of"
          + " this machine";
    }
    if (isAny(failure, HttpConnectTimeoutException.class)
        || says(failure, "Connect timed out", "connect timed out")) {
      return "Nothing answers at "
          + place
          + ": look whether the machine is on, and whether a firewall lies between";
    }
    if (isAny(
        failure,
        HttpTimeoutException.class,
        SocketTimeoutException.class,
        TimeoutException.class)) {
      return "The server at "
          + place
          + " took the call and did not answer in time: look at its log";
    }
    if (isAny(failure, SSLException.class)) {
      return tls(place, failure);
    }
    if (isAny(failure, ConnectException.class)) {
      return "Connections to "
          + place
          + " are refused: look whether the PACS runs, and whether the port is right";
    }
    return "The connection to " + place + " broke off: look at the log of the PACS";
  }

  private static String tls(String place, Throwable failure) {
    if (says(
        failure, "certificate_required", "bad_certificate", "handshake_failure", "unknown_ca")) {
      return "The server at "
          + place
          + " ends the TLS handshake: it wants a client certificate that it knows; set one with its"
          + " private key, or have ours let in there";
    }
    if (says(failure, "Unsupported or unrecognized SSL message", "plaintext")) {
      return "The server at " + place + " speaks no TLS: write http into the root, or another port";
    }
    if (says(failure, "PKIX", "certification path")) {
      return "The certificate of "
          + place
          + " is by nobody whom this connection trusts: put the PEM of its issuer into the trusted"
          + " certificates";
    }
    return "TLS with " + place + " fails: look at the certificate and the protocols of the server";
  }

  private static int port(URI root) {
    if (root.getPort() >= 0) {
      return root.getPort();
    }
    return "https".equals(root.getScheme()) ? HTTPS : HTTP;
  }

  /** What a status other than success means. */
  static String of(int status, AuthenticationKind kind, Dialect dialect, String what) {
    return switch (status) {
      case 401 -> unauthorized(kind);
      case 403 ->
          "The PACS knows us and does not allow to "
              + what
              + " (403): give this account the right there";
      case 404, 405 ->
          "There is no DICOMweb service to "
              + what
              + " with at this address ("
              + status
              + "): look at the root; "
              + dialect.root();
      default -> other(status, what);
    };
  }

  private static String unauthorized(AuthenticationKind kind) {
    return switch (kind) {
      case NONE -> "The PACS wants to know who calls (401): choose an authentication";
      case BASIC -> "The PACS does not take this name and password (401): set the password anew";
      case BEARER -> "The PACS does not take this token (401): it may have ended; set another one";
      case CLIENT_CREDENTIALS ->
          "The PACS does not take the token that the authorization server gave (401): look at the"
              + " scope, and whether the PACS trusts that server";
    };
  }

  private static String other(int status, String what) {
    if (status >= 300 && status < 400) {
      return "The PACS sends us to another address (" + status + "): write that one into the root";
    }
    return status >= 500
        ? "The PACS failed to " + what + " (" + status + "): look at its log"
        : "The PACS answers " + status + " when asked to " + what + ": look at its log";
  }

  static boolean says(Throwable failure, String... words) {
    for (Throwable each = failure; each != null; each = next(each)) {
      String message = String.valueOf(each.getMessage());
      if (Arrays.stream(words).anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }

  @SafeVarargs
  private static boolean isAny(Throwable failure, Class<? extends Throwable>... types) {
    for (Throwable each = failure; each != null; each = next(each)) {
      for (Class<? extends Throwable> type : types) {
        if (type.isInstance(each)) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable Throwable next(Throwable failure) {
    return failure.getCause() == failure ? null : failure.getCause();
  }
}
