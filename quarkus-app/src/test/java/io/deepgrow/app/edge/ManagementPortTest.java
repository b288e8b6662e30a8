package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ManagementPortTest {

  private static final Vertx VERTX = Vertx.vertx();

  private static ManagementPort port(String... settings) {
    ManagementPort port = new ManagementPort(Settings.edge(settings), VERTX);
    Router router = Router.router(VERTX);
    router
        .route()
        .handler(
            context -> context.response().end(port.is(context.request()) ? "ours" : "another"));
    port.routes(router);
    return port;
  }

  private static String get(int port, String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.0\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void healthMetricsAndTheDocumentAreThereAndNothingElse() throws IOException {
    ManagementPort port = port("deepgrow.http.management-port", "0");
    port.open(new StartupEvent());
    try {
      assertThat(get(port.port(), "/q/health")).contains("200 OK").endsWith("ours");
      for (String other : new String[] {"/", "/api/v1/sessions", "/q", "/dicom-web/q/"}) {
        assertThat(get(port.port(), other)).as(other).contains("404").doesNotContain("ours");
      }
    } finally {
      port.close();
    }
  }

  @Test
  void withoutASettingNothingIsOpened() {
    ManagementPort port = port();

    port.open(new StartupEvent());

    assertThat(port.port()).isZero();
    assertThat(port.is(Head.of("GET", "/q/health").request())).isFalse();
    assertThat(port.isElsewhere(Head.of("GET", "/q/health").request())).isFalse();
    port.close();
  }

  @Test
  void aPortThatAnotherHasIsNamedAtTheStart() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String number = Integer.toString(taken.getLocalPort());
      ManagementPort port = port("deepgrow.http.management-port", number);

      assertThatThrownBy(() -> port.open(new StartupEvent()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("deepgrow.http.management-port " + number);
      port.close();
    }
  }
}
