package io.deepgrow.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The image, built twice and used once from an opened series to a SEG in the archive. */
class ImageIT {

  private static final String TAG = "localhost/deepgrow-pacs:test";
  private static final String NAME = "deepgrow-image-test";
  private static final long MOST_BYTES = 600_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private String root = "";

  private JsonNode call(String method, String path, String body) throws Exception {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : root + path))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, application/dicom+json")
                .header("Idempotency-Key", path + body.hashCode())
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(200, 299);
    return answer.body().isEmpty() ? json.nullNode() : json.readTree(answer.body());
  }

  @Test
  void theWholeWayGoesInsideOfAnImageThatMayWriteNothingAndIsBuiltTheSameTwice() throws Exception {
    for (String program : List.of("buildah", "podman", "runc", "debootstrap")) {
      assumeTrue(Shell.has(program), program + " is not there");
    }
    assumeTrue("root".equals(System.getProperty("user.name")), "debootstrap and buildah need root");
    assumeTrue(
        Files.exists(Path.of("../quarkus-app/target/quarkus-app/quarkus-run.jar")),
        "the service is not packaged");
    Path folder = Files.createDirectories(Path.of("target/image-test"));
    Path data = Files.createDirectories(folder.resolve("data/demo"));
    Shell.run(
            PATIENCE,
            Map.of(),
            List.of(
                "bin/deepgrow",
                "generate-phantom",
                "--seed",
                "7",
                "--dicom",
                data.resolve("archive").toAbsolutePath().toString(),
                "--out",
                data.resolve("phantom").toAbsolutePath().toString()))
        .orFail();
    Shell.run(
            PATIENCE,
            Map.of(),
            List.of("chown", "-R", "185:185", folder.resolve("data").toAbsolutePath().toString()))
        .orFail();
    try (Images images = new Images(folder)) {
      images.makeBase();
      String digest = images.build(TAG);
      assertThat(images.build(TAG)).isEqualTo(digest);
      assertThat(images.size(TAG)).isLessThan(MOST_BYTES);

      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      root = "http://127.0.0.1:" + port;
      images.run(
          NAME,
          TAG,
          folder.resolve("data"),
          Map.of(
              "QUARKUS_PROFILE", "demo",
              "QUARKUS_HTTP_PORT", Integer.toString(port),
              "DEEPGROW_DATA_DIR", "/var/lib/deepgrow/demo",
              "JDK_JAVA_OPTIONS", "-Xmx1g"));
      images.podman(
          "exec",
          "-e",
          "ANSWERS_WITHIN=300",
          NAME,
          "/opt/deepgrow/bin/answers",
          "127.0.0.1:" + port + "/q/health/ready=200");
      assertConfined(images);
      theWholeWay(json.readTree(data.resolve("phantom/study.json").toFile()));
      figures(images);
      images.podman("stop", "--time", "60", NAME);
      assertThat(images.podman("inspect", "--format", "{{.State.ExitCode}}", NAME))
          .as("0 or that of a program which ended on SIGTERM, and never by force")
          .isIn("0", "143");
    }
  }

  private static void assertConfined(Images images) throws Exception {
    String seen =
        images.podman(
            "exec",
            NAME,
            "sh",
            "-c",
            "id -u; touch /opt/deepgrow/x 2>&1; grep -E 'CapEff|NoNewPrivs' /proc/1/status;"
                + " echo \"$ORT_DISABLE_TELEMETRY\"; ls /opt/deepgrow/share");
    assertThat(seen)
        .startsWith("185")
        .contains("Read-only file system")
        .containsPattern("CapEff:\\s+0000000000000000")
        .containsPattern("NoNewPrivs:\\s+1")
        .contains("\n1\n")
        .contains("bom.json", "licences.txt", "LICENSE");
  }

  private void theWholeWay(JsonNode study) throws Exception {
    String uid = study.path("studyUid").asText();
    String body =
        "{\"studyUid\":\"%s\",\"seriesUid\":\"%s\"}"
            .formatted(uid, study.path("seriesUid").asText());
    String session =
        "/api/v1/sessions/" + call("POST", "/api/v1/sessions", body).path("id").asText();
    await(session + "?wait=PT30S", "READY");
    call("POST", session + "/segments", "{\"structure\":\"spleen\"}");
    String voxel =
        "{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":%d,\"j\":%d,\"k\":%d}}"
            .formatted(
                study.path("demoI").asInt(),
                study.path("demoJ").asInt(),
                study.path("demoK").asInt());
    assertThat(call("POST", session + "/segments/1/clicks", voxel).path("voxels").asInt())
        .isPositive();
    String result = call("POST", session + "/results", "{}").path("id").asText();
    await(session + "/results/" + result, "VERIFIED");
    assertThat(call("GET", "/dicom-web/studies/" + uid + "/series?Modality=SEG", "")).hasSize(1);
  }

  private void await(String path, String state) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    JsonNode seen = call("GET", path, "");
    while (!seen.path("state").asText().equals(state)) {
      assertThat(Instant.now()).as(path + " is " + seen).isBefore(end);
      Thread.sleep(200);
      seen = call("GET", path, "");
    }
  }

  /** For docs/kubernetes.md. */
  private static void figures(Images images) throws Exception {
    Matcher started = Pattern.compile("started in ([0-9.]+)s").matcher(images.podman("logs", NAME));
    assertThat(started.find()).isTrue();
    String memory = images.podman("exec", NAME, "grep", "-E", "VmHWM|VmRSS", "/proc/1/status");
    System.out.printf(
        "image: %d MB unpacked; started in %s s; %s%n",
        images.size(TAG) / 1_000_000, started.group(1), memory.replaceAll("\\s+", " "));
  }
}
