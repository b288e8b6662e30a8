package io.deepgrow.app.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.deepgrow.app.DeepgrowConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PacsTest {

  private static DeepgrowConfig config(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .addDefaultInterceptors()
        .withMapping(DeepgrowConfig.class)
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .build()
        .getConfigMapping(DeepgrowConfig.class);
  }

  @Test
  void requestsTokensFromTheConfiguredEndpoint() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/token",
        exchange -> {
          byte[] body =
              "{\"access_token\":\"abc\",\"expires_in\":300}".getBytes(StandardCharsets.US_ASCII);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      DeepgrowConfig config =
          config(
              Map.of(
                  "deepgrow.pacs.oauth.token-url",
                  "http://127.0.0.1:" + server.getAddress().getPort() + "/token",
                  "deepgrow.pacs.oauth.client-id",
                  "deepgrow",
                  "deepgrow.pacs.oauth.client-secret",
                  "secret",
                  "deepgrow.pacs.bearer-token",
                  "old"));
      assertThat(Pacs.authentication(config.pacs()).header()).contains("Bearer abc");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void refusesHalfOfTheTokenSettings() {
    DeepgrowConfig config = config(Map.of("deepgrow.pacs.oauth.token-url", "https://a.test/t"));
    assertThatThrownBy(() -> Pacs.authentication(config.pacs())).hasMessageContaining("client-id");
  }

  @Test
  void allowsCtAndTenMinutesACallByDefault() {
    DeepgrowConfig config = config(Map.of());
    assertThat(config.sessions().modalities()).containsExactly("CT");
    assertThat(config.pacs().callTimeout()).isEqualTo(Duration.ofMinutes(10));
  }
}
