package io.deepgrow.app.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerRoutesTest {

  private static final Vertx VERTX = Vertx.vertx();
  private static final byte[] LARGE = new byte[700_001];

  static {
    new Random(1).nextBytes(LARGE);
  }

  private final Map<String, byte[]> resources =
      new TreeMap<>(
          Map.of(
              "index.html",
              "<p>viewer".getBytes(StandardCharsets.UTF_8),
              "0123456789abcdef.wasm",
              LARGE,
              "empty.css",
              new byte[0]));
  private HttpServer server = server(true);

  /** Settings of a viewer at the root. */
  private record Settings(boolean enabled, String basePath) implements ViewerConfig {}

  private HttpServer server(boolean enabled) {
    ViewerFiles files =
        new ViewerFiles(String.join("\n", resources.keySet())) {
          @Override
          byte[] bytes(ViewerFile file) {
            return resources.getOrDefault(file.name(), new byte[0]);
          }
        };
    ViewerConfig config = new Settings(enabled, "/");
    Router router = Router.router(VERTX);
    new ViewerRoutes(new ViewerAnswers(files, config), config).add(router);
    router.route().handler(context -> context.response().end("the API"));
    return VERTX
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @AfterEach
  void stop() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .build()
        .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/sessions", "/q/health", "/dicom-web/studies", "/info/"})
  void theApiIsNeverHiddenByTheViewer(String path) throws Exception {
    assertThat(text(send("GET", path))).isEqualTo("the API");
  }

  @Test
  void whatChangesSomethingIsNotTheViewers() throws Exception {
    assertThat(text(send("POST", "/"))).isEqualTo("the API");
    assertThat(text(send("DELETE", "/viewer"))).isEqualTo("the API");
  }

  @Test
  void aPageTellsWhatMayRunInItAndIsAskedForAgainEachTime() throws Exception {
    HttpResponse<byte[]> page = send("GET", "/viewer");

    assertThat(text(page)).isEqualTo("<p>viewer");
    assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(page, "Content-Security-Policy")).contains("default-src 'self'");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Referrer-Policy")).isEqualTo("same-origin");
    assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void aLargeFileComesWholeInManyPieces() throws Exception {
    HttpResponse<byte[]> file = send("GET", "/0123456789abcdef.wasm");

    assertThat(file.body()).isEqualTo(LARGE);
    assertThat(header(file, "Content-Length")).isEqualTo("700001");
    assertThat(header(file, "Cache-Control")).contains("immutable");
  }

  @Test
  void anEmptyFileIsAFile() throws Exception {
    assertThat(send("GET", "/empty.css").statusCode()).isEqualTo(200);
    assertThat(send("GET", "/empty.css").body()).isEmpty();
  }

  @Test
  void whoHasTheFileAlreadyGetsNoBody() throws Exception {
    String tag = header(send("GET", "/0123456789abcdef.wasm"), "ETag");

    HttpResponse<byte[]> again = send("GET", "/0123456789abcdef.wasm", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(send("GET", "/0123456789abcdef.wasm", "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
  }

  @Test
  void headSaysHowLongAFileIsAndSendsNothing() throws Exception {
    HttpResponse<byte[]> head = send("HEAD", "/0123456789abcdef.wasm");

    assertThat(header(head, "Content-Length")).isEqualTo("700001");
    assertThat(head.body()).isEmpty();
  }

  @Test
  void aFileThatThereIsNotIsNotFoundAndNotAPage() throws Exception {
    HttpResponse<byte[]> missing = send("GET", "/missing.js");

    assertThat(missing.statusCode()).isEqualTo(404);
    assertThat(missing.body()).isEmpty();
  }

  @Test
  void aBuildWithoutTheViewerSaysSoOnItsPages() throws Exception {
    stop();
    resources.clear();
    server = server(true);

    assertThat(text(send("GET", "/"))).contains("not part of this build");
  }

  @Test
  void whereItIsSwitchedOffNothingIsServed() throws Exception {
    stop();
    server = server(false);

    assertThat(text(send("GET", "/"))).isEqualTo("the API");
  }

  @Test
  void aClientThatLeavesWithinAFileHoldsNobodyUp() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /0123456789abcdef.wasm HTTP/1.1\r\nHost: a\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      readSome(socket.getInputStream());
    }

    assertThat(send("GET", "/0123456789abcdef.wasm").body()).isEqualTo(LARGE);
  }

  private static void readSome(InputStream in) throws IOException {
    assertThat(in.readNBytes(1000)).hasSize(1000);
  }
}
