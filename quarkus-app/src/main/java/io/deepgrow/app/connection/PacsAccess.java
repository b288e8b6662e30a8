package io.deepgrow.app.connection;

import io.deepgrow.app.connection.tls.ConnectionTls;
import io.deepgrow.dicomweb.Authentication;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebRoots;

/**
 * All that is needed to call one PACS, as it was at one revision of its connection.
 *
 * @param view what is known of it
 * @param config with authentication, trust and limits
 * @param client for calls that are waited for
 * @param tls as which and whom it trusts
 * @param limits which every call passes
 */
public record PacsAccess(
    ConnectionView view,
    DicomWebConfig config,
    DicomWebClient client,
    ConnectionTls tls,
    CallLimits limits) {

  public ConnectionId id() {
    return view.key();
  }

  public DicomWebRoots roots() {
    return config.roots();
  }

  public Authentication authentication() {
    return config.authentication();
  }
}
