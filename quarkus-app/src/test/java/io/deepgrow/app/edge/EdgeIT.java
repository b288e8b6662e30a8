package io.deepgrow.app.edge;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.RawHttp;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers and slow clients take nothing from the others. */
@QuarkusTest
@TestProfile(EdgeProfile.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(RawPacs.class)
class EdgeIT {

  private static final int MANY = 260;

  /** Of the service to the PACS. */
  private static final int CONNECTIONS = 64;

  private final List<Socket> sockets = new ArrayList<>();

  @BeforeEach
  void forget() {
    RawPacs.SEEN.clear();
    RawPacs.json("[]");
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private Socket open(String bytes) throws IOException {
    Socket socket = RawHttp.to(RestAssured.port).open();
    sockets.add(socket);
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return socket;
  }

  private static RequestSpecification known() {
    return given().header("Authorization", "Bearer " + EdgeProfile.TOKEN);
  }

  private static String post(String path, String... headers) {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
  }

  private static String put(String path, String... headers) {
    return post(path, headers).replaceFirst("POST", "PUT");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/sessions",
        "/infer/deepgrow",
        "/v1/deepgrow",
        "/monailabel/datastore/image",
        "/dicom-web/studies",
        "/session/"
      })
  void whoHasNoTokenIsToldSoBeforeTheBodyIsRead(String path) throws IOException {
    String head = post(path, "Content-Length: 1000000", "Expect: 100-continue");
    Socket socket = open(head);

    String first = RawHttp.line(socket.getInputStream());

    assertThat(first).isEqualTo("HTTP/1.1 401 Unauthorized");
    assertThat(RawPacs.SEEN).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"multipart/form-data; boundary=x, 100000", "application/x-www-form-urlencoded, 5000"})
  void theOneOpenPostTakesNoFilesAndNoLargeBody(String type, int length) throws IOException {
    Socket socket = open(post("/auth/token", "Content-Type: " + type, "Content-Length: " + length));

    assertThat(RawHttp.line(socket.getInputStream())).startsWith("HTTP/1.1 413");
  }

  @Test
  void aFileInASmallFormToTheOpenPostLandsNowhere() throws IOException {
    String form = "--x\r\nContent-Disposition: form-data; name=f; filename=n\r\n\r\na\r\n--x--";
    String type = "Content-Type: multipart/form-data; boundary=x";
    Socket socket = open(post("/auth/token", type, "Content-Length: " + form.length()) + form);

    assertThat(RawHttp.line(socket.getInputStream())).startsWith("HTTP/1.1 415");
  }

  @Test
  void slowBodiesOfStrangersAndOfCallersHoldNobodyUp() throws IOException {
    String form = "Content-Type: application/x-www-form-urlencoded";
    String own = "Authorization: Bearer " + EdgeProfile.TOKEN;
    for (int n = 0; n < MANY; n++) {
      open(post("/auth/token", form, "Content-Length: 100") + "p");
      open(post("/api/v1/sessions", own, "Content-Type: application/json", "Content-Length: 50"));
    }

    known().get("/api/v1/models").then().statusCode(200);
    known().get("/api/v1/sessions").then().statusCode(200);
    given().get("/q/health/live").then().statusCode(200);
  }

  @Test
  void aBodyThatComesTooSlowlyIsGivenUp() throws IOException {
    String own = "Authorization: Bearer " + EdgeProfile.TOKEN;
    Socket small = open(post("/api/v1/sessions", own, "Content-Length: 50") + "{");
    Socket large = open(put("/datastore/image?image=x", own, "Content-Length: 900000") + "{");

    assertThat(RawHttp.line(small.getInputStream())).startsWith("HTTP/1.1 408");
    assertThat(RawHttp.line(large.getInputStream())).startsWith("HTTP/1.1 408");
  }

  /** In the time that a body may take here, a busy machine may not let five come; then again. */
  @Test
  void largeBodiesBeyondTheirNumberAreSentAwayAndClicksGoOn() {
    String own = "Authorization: Bearer " + EdgeProfile.TOKEN;
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              List<Socket> uploads = new ArrayList<>();
              for (int n = 0; n < 5; n++) {
                String head = put("/datastore/image?image=x" + n, own, "Content-Length: 900000");
                uploads.add(open(head + "a"));
              }
              String answer = RawHttp.line(uploads.get(4).getInputStream());
              assertThat(answer).containsAnyOf(" 503 ", " 408 ");
              return answer.contains(" 503 ");
            });
    known().get("/api/v1/models").then().statusCode(200);
  }

  @Test
  void probesOfHealthDoNotReachThePacs() {
    for (int n = 0; n < 50; n++) {
      given().get("/q/health");
      given().get("/q/health/ready");
      known().get("/ready");
    }

    // once in ten seconds at most, however long these took
    assertThat(RawPacs.SEEN).hasSizeLessThan(25);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/metrics", "/q/openapi"})
  void whatTellsOfTheServiceNeedsACaller(String path) {
    given().get(path).then().statusCode(401);
    known().get(path).then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/swagger-ui", "/q/swagger-ui/", "/q/swagger-ui/index.html"})
  void thePageToTryTheApiIsNotThereWhereATokenIsNeeded(String path) {
    for (var caller : List.of(given(), known())) {
      caller
          .get(path)
          .then()
          .statusCode(404)
          .body("code", equalTo("request.not_found"))
          .body("detail", containsString("/q/openapi"));
    }
  }

  @Test
  void metricsHoldNoUidsAndStrangersAddNone() {
    known().get("/dicom-web/studies/1.2.840.99/series");
    known().get("/api/v1/sessions?seriesUid=1.2.840.99");
    given().header("Authorization", "Bearer wrong").get("/api/v1/models");
    for (int n = 0; n < 150; n++) {
      given().get("/api/v1/" + n + "/1.2.840.99");
      known().get("/datastore/1.2.840.99-" + n);
    }

    String metrics = known().get("/q/metrics").asString();

    assertThat(metrics).contains("http_server_requests").doesNotContain("1.2.840.99");
    assertThat(metrics.lines().filter(l -> l.startsWith("http_server_requests_seconds_count")))
        .hasSizeLessThan(60);
    assertThat(metrics).contains("deepgrow_tokens_refused");
  }

  @Test
  void answersOfTheApiAreKeptByNobody() {
    known()
        .get("/api/v1/sessions")
        .then()
        .header("Cache-Control", containsString("no-store"))
        .header("X-Content-Type-Options", equalTo("nosniff"));
    known().get("/q/openapi").then().header("X-Frame-Options", equalTo("DENY"));
  }

  @Test
  void theSchemeOfATokenIsReadInAnyCase() {
    given()
        .header("Authorization", "bearer " + EdgeProfile.TOKEN)
        .get("/api/v1/models")
        .then()
        .statusCode(200);
  }

  @Test
  void whoGuessesTokensIsSlowedDownAndARightOneStillCounts() {
    for (int n = 0; n < 30; n++) {
      given().header("Authorization", "Bearer wrong" + n).get("/api/v1/models");
    }

    given()
        .header("Authorization", "Bearer wrong")
        .get("/api/v1/models")
        .then()
        .statusCode(429)
        .header("Retry-After", equalTo("60"))
        .body("code", equalTo("security.too_many_guesses"));
    known().get("/api/v1/models").then().statusCode(200);
  }

  @Test
  void theViewersFilesGoOutPackedAndAPageTellsWhatMayRun() {
    String script = script();
    given()
        .config(RestAssured.config().decoderConfig(noDecoding()))
        .header("Accept-Encoding", "identity")
        .get(script)
        .then()
        .statusCode(200)
        .header("Content-Encoding", equalTo("gzip"))
        .header("Content-Length", not(equalTo("0")));
  }

  /**
   * Where the largest script of the viewer is: the viewer's page, which takes a caller, names it.
   */
  private static String script() {
    Matcher script =
        Pattern.compile("src=\"(/app\\.bundle[^\"]*)\"").matcher(known().get("/").asString());
    assertThat(script.find()).as("the page names its script").isTrue();
    return script.group(1);
  }

  private static io.restassured.config.DecoderConfig noDecoding() {
    return io.restassured.config.DecoderConfig.decoderConfig().noContentDecoders();
  }

  @Test
  void clientsThatDoNotReadCostLittle() throws IOException {
    String script = script();
    for (int n = 0; n < 200; n++) {
      open("GET " + script + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    known().get("/api/v1/models").then().statusCode(200);

    long direct = io.netty.util.internal.PlatformDependent.usedDirectMemory();

    assertThat(direct).as("direct memory").isLessThan(200L << 20);
  }

  @Test
  void clientsThatDoNotReadFilesTakeNoThreadsFromTheOthers() throws IOException {
    known()
        .multiPart("file", "a.nii", new ByteArrayInputStream(nifti(256, 256, 256)))
        .put("/datastore/image?image=unread")
        .then()
        .statusCode(200);
    String own = "Authorization: Bearer " + EdgeProfile.TOKEN;
    String head = "GET /datastore/image?image=unread HTTP/1.1\r\nHost: x\r\n" + own + "\r\n\r\n";
    for (int n = 0; n < 4; n++) {
      assertThat(RawHttp.line(open(head).getInputStream())).isEqualTo("HTTP/1.1 200 OK");
    }

    assertThat(RawHttp.line(open(head).getInputStream())).startsWith("HTTP/1.1 503");
    known().get("/datastore/image?image=unread").then().statusCode(503);
    known().get("/api/v1/models").then().statusCode(200);
    hangUp();
    Awaitility.await()
        .untilAsserted(() -> known().get("/datastore/image?image=unread").then().statusCode(200));
  }

  /** A volume of air, 16 bits a voxel. */
  private static byte[] nifti(int i, int j, int k) {
    ByteBuffer file = ByteBuffer.allocate(352 + 2 * i * j * k).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 348);
    short[] dim = {3, (short) i, (short) j, (short) k, 1, 1, 1, 1};
    for (int n = 0; n < dim.length; n++) {
      file.putShort(40 + 2 * n, dim[n]);
      file.putFloat(76 + 4 * n, 1);
    }
    file.putShort(70, (short) 4).putShort(72, (short) 16);
    file.putFloat(108, 352).putFloat(112, 1).putShort(254, (short) 1);
    file.putFloat(280, 1).putFloat(300, 1).putFloat(320, 1);
    file.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    return file.array();
  }

  @Test
  void anAnswerBeforeTheEndOfABodyLeavesTheConnectionUsable() throws IOException {
    String own = "Authorization: Bearer " + EdgeProfile.TOKEN;
    String type = "Content-Type: multipart/form-data; boundary=x";
    String form =
        "--x\r\nContent-Disposition: form-data; name=params\r\n\r\n" + "a".repeat(9 << 20);
    String head = put("/datastore/image?image=x", own, type, "Content-Length: " + form.length());
    Socket socket = open(head + form);
    InputStream in = socket.getInputStream();
    assertThat(RawHttp.line(in)).startsWith("HTTP/1.1 413");

    socket
        .getOutputStream()
        .write(
            "GET /q/health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

    String line = RawHttp.line(in);
    while (!line.contains("HTTP/1.1 ")) {
      line = RawHttp.line(in);
    }
    assertThat(line).endsWith("HTTP/1.1 200 OK");
  }

  @Test
  void aMeterThatCountsOneEventLoopOnlyIsNotShown() {
    assertThat(known().get("/q/metrics").asString())
        .contains("http_server_requests")
        .doesNotContain("vertx_http_connections_current");
  }

  @Test
  void whatWasRequestedByClientsThatAreGoneDoesNotReachThePacs() throws IOException {
    String own = "Authorization: Bearer " + EdgeProfile.TOKEN;
    String hung = "GET /dicom-web/studies?x=/hang HTTP/1.1\r\nHost: x\r\n" + own + "\r\n\r\n";
    String late = "GET /dicom-web/studies?x=late HTTP/1.1\r\nHost: x\r\n" + own + "\r\n\r\n";
    for (int n = 0; n < CONNECTIONS; n++) {
      open(hung);
    }
    Awaitility.await().until(() -> count("x=/hang") == CONNECTIONS);
    List<Socket> waiting = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      waiting.add(open(late));
    }
    passEveryEventLoop();
    for (Socket socket : waiting) {
      socket.close();
    }
    passEveryEventLoop();
    hangUp();

    Awaitility.await()
        .untilAsserted(() -> known().get("/dicom-web/studies?x=after").then().statusCode(200));
    assertThat(count("x=late")).isZero();
  }

  private static long count(String query) {
    return RawPacs.SEEN.stream().filter(line -> line.contains(query)).count();
  }

  /** Requests on so many connections that each event loop has seen what came before. */
  private static void passEveryEventLoop() throws IOException {
    for (int n = 0; n < 64; n++) {
      assertThat(RawHttp.to(RestAssured.port).get("/q/health/live").status()).isEqualTo(200);
    }
  }
}
