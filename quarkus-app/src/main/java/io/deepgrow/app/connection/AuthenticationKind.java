package io.deepgrow.app.connection;

/** How the service shows who it is. */
public enum AuthenticationKind {
  NONE,
  /** A name and a password (RFC 7617). */
  BASIC,
  /** A token that does not change. */
  BEARER,
  /** Tokens by OAuth 2 client credentials (RFC 6749 4.4). */
  CLIENT_CREDENTIALS
}
