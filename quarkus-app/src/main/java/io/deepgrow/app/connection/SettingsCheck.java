package io.deepgrow.app.connection;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.connection.tls.Pem;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Looks through settings before they are taken over; blank ones become absent. */
final class SettingsCheck {

  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "::1");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
  private static final int LONGEST_URL = 500;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_SCOPE = 500;
  private static final int LONGEST_PEM = 100_000;
  private static final int LONGEST_ZONE = 64;
  private static final int MOST_PARALLEL = 1000;
  private static final int MOST_A_MINUTE = 100_000;

  private final boolean allowPlain;

  /**
   * A check.
   *
   * @param allowPlain whether secrets may go to other machines without TLS
   */
  SettingsCheck(boolean allowPlain) {
    this.allowPlain = allowPlain;
  }

  /** A name of a new connection: {@code connection.unusable}. */
  static String name(String name) {
    String plain = name.strip();
    if (!NAME.matcher(plain).matches() || plain.equals(ConfiguredPacs.NAME)) {
      throw unusable(
          "A connection's name has 1 to 32 small letters, digits and hyphens, and default is that"
              + " of the configured one");
    }
    return plain;
  }

  /**
   * The settings as they are kept.
   *
   * @throws ApiException {@code connection.unusable} with what is wrong and what to do
   */
  ConnectionSettings require(ConnectionSettings given) {
    ConnectionSettings settings = trimmed(given);
    url("root", require("root", settings.root()));
    url("searchRoot", settings.searchRoot());
    url("retrieveRoot", settings.retrieveRoot());
    url("storeRoot", settings.storeRoot());
    authentication(settings);
    if (settings.trustedCertificates() != null) {
      Pem.certificates("text of trusted certificates", settings.trustedCertificates());
    }
    if (settings.clientCertificate() != null) {
      Pem.certificates("client certificate", settings.clientCertificate());
    }
    number("parallelCalls", settings.parallelCalls(), MOST_PARALLEL);
    number("callsAMinute", settings.callsAMinute(), MOST_A_MINUTE);
    quietHours(settings);
    return settings;
  }

  private static ConnectionSettings trimmed(ConnectionSettings given) {
    return new ConnectionSettings(
        text("root", given.root(), LONGEST_URL),
        text("searchRoot", given.searchRoot(), LONGEST_URL),
        text("retrieveRoot", given.retrieveRoot(), LONGEST_URL),
        text("storeRoot", given.storeRoot(), LONGEST_URL),
        require("role", given.role()),
        require("dialect", given.dialect()),
        require("authentication", given.authentication()),
        text("username", given.username(), LONGEST_NAME),
        text("tokenUrl", given.tokenUrl(), LONGEST_URL),
        text("clientId", given.clientId(), LONGEST_NAME),
        text("scope", given.scope(), LONGEST_SCOPE),
        lines("trustedCertificates", given.trustedCertificates()),
        lines("clientCertificate", given.clientCertificate()),
        given.parallelCalls(),
        given.callsAMinute(),
        text("quietFrom", given.quietFrom(), LONGEST_ZONE),
        text("quietTo", given.quietTo(), LONGEST_ZONE),
        text("zone", given.zone(), LONGEST_ZONE));
  }

  private void authentication(ConnectionSettings settings) {
    AuthenticationKind kind = require("authentication", settings.authentication());
    if (kind == AuthenticationKind.BASIC) {
      if (require("username", settings.username()).contains(":")) {
        throw unusable("A username of HTTP Basic has no colon");
      }
    }
    if (kind == AuthenticationKind.CLIENT_CREDENTIALS) {
      url("tokenUrl", require("tokenUrl", settings.tokenUrl()));
      require("clientId", settings.clientId());
      requireSecrecy("tokenUrl", settings.tokenUrl());
    } else {
      url("tokenUrl", settings.tokenUrl());
    }
    if (kind != AuthenticationKind.NONE) {
      requireSecrecy("root", settings.root());
      requireSecrecy("searchRoot", settings.searchRoot());
      requireSecrecy("retrieveRoot", settings.retrieveRoot());
      requireSecrecy("storeRoot", settings.storeRoot());
    }
  }

  private void requireSecrecy(String what, @Nullable String url) {
    if (url == null || allowPlain) {
      return;
    }
    URI parsed = URI.create(url);
    String host = parsed.getHost();
    if ("http".equals(parsed.getScheme())
        && !LOOPBACK.contains(host)
        && !host.matches("127(\\.[0-9]{1,3}){3}")) {
      throw unusable(
          what
              + ": a password or token would cross the network in clear; use https, or set"
              + " deepgrow.pacs.allow-plain-credentials=true");
    }
  }

  private static void url(String what, @Nullable String text) {
    if (text == null) {
      return;
    }
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web
          && url.getHost() != null
          && url.getRawUserInfo() == null
          && url.getRawQuery() == null
          && url.getRawFragment() == null) {
        return;
      }
    } catch (URISyntaxException e) {
      // answered below
    }
    throw unusable(
        what
            + " is an http or https URL without user, ? and #, such as"
            + " https://pacs.example.org/dicom-web");
  }

  private static void number(String what, @Nullable Integer number, int most) {
    if (number != null && (number < 1 || number > most)) {
      throw unusable(what + " is 1 to " + most + ", or absent for no limit");
    }
  }

  private static void quietHours(ConnectionSettings settings) {
    String from = settings.quietFrom();
    String to = settings.quietTo();
    boolean none = from == null && to == null;
    boolean both =
        from != null
            && to != null
            && TIME.matcher(from).matches()
            && TIME.matcher(to).matches()
            && !from.equals(to);
    if (!none && !both) {
      throw unusable("quietFrom and quietTo are two times of day such as 22:00 and 06:00");
    }
    try {
      if (settings.zone() != null) {
        ZoneId.of(settings.zone());
      }
    } catch (DateTimeException e) {
      throw unusable("zone is the name of a time zone, such as Europe/Berlin");
    }
  }

  private static @Nullable String text(String what, @Nullable String text, int most) {
    String plain = text == null ? "" : text.strip();
    if (plain.length() > most || plain.chars().anyMatch(Character::isISOControl)) {
      throw unusable(what + " is one line of at most " + most + " characters");
    }
    return plain.isEmpty() ? null : plain;
  }

  private static @Nullable String lines(String what, @Nullable String text) {
    String plain = text == null ? "" : text.strip();
    if (plain.length() > LONGEST_PEM || plain.indexOf('\0') >= 0) {
      throw unusable(what + " is a text of at most " + LONGEST_PEM + " characters");
    }
    if (plain.contains("PRIVATE KEY")) {
      throw unusable(
          what + " holds a private key: that is a secret, and is set as private-key alone");
    }
    return plain.isEmpty() ? null : plain;
  }

  private static <T> T require(String what, @Nullable T value) {
    if (value == null) {
      throw unusable(what + " is missing");
    }
    return value;
  }

  private static ApiException unusable(String text) {
    return new ApiException(ErrorCode.CONNECTION_UNUSABLE, text);
  }
}
