package io.deepgrow.app.connection;

/** Settings as the audit trail has them. */
final class SettingsWords {

  private SettingsWords() {}

  /** What of the settings decides where data go and who is let in. */
  static String of(ConnectionSettings settings) {
    return settings.root()
        + " as "
        + settings.role()
        + ", "
        + settings.dialect()
        + ", "
        + settings.authentication()
        + (settings.username() == null ? "" : " of " + settings.username())
        + (settings.clientId() == null ? "" : " of " + settings.clientId())
        + (settings.trustedCertificates() == null ? "" : ", own trust")
        + (settings.clientCertificate() == null ? "" : ", client certificate");
  }
}
