package io.deepgrow.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The packaged service as a process of its own, in front of a PACS, and the calls to time. */
final class BenchedService implements AutoCloseable {

  /** A click's answer: how long it took from here, the steps it names, and the network's runs. */
  record Answer(double ms, Map<String, Double> steps, int passes) {}

  private static final int POLLS = 2400;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final PackagedService service;
  private final String root;
  private final Map<String, String> headers;

  private BenchedService(PackagedService service, Map<String, String> headers) {
    this.service = service;
    this.root = service.root();
    this.headers = Map.copyOf(headers);
  }

  /** A service that others have started, called with these headers. */
  static BenchedService of(PackagedService service, Map<String, String> headers) {
    return new BenchedService(service, headers);
  }

  /** The environment's MODELS names a folder of models to serve beside the bundled one. */
  static BenchedService start(Path jar, Path data, URI pacs)
      throws IOException, InterruptedException {
    String models = System.getenv().getOrDefault("MODELS", "");
    List<String> options =
        models.isEmpty()
            ? List.of("-Xmx3g")
            : List.of("-Xmx3g", "-Ddeepgrow.models.dir=" + Path.of(models).toAbsolutePath());
    return new BenchedService(PackagedService.start(jar, data, pacs, options), Map.of());
  }

  /** Identifiers of the models that it serves. */
  List<String> models() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/api/v1/models")).build();
    JsonNode all =
        json.readTree(http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    return StreamSupport.stream(all.spliterator(), false)
        .map(model -> model.path("id").asText())
        .toList();
  }

  /** Opens a session with the default model and waits until the series is loaded. */
  String open(String study, String series) throws IOException, InterruptedException {
    return open(Map.of("studyUid", study, "seriesUid", series));
  }

  /** Opens a session with one of the models and waits until the series is loaded. */
  String open(String study, String series, String model) throws IOException, InterruptedException {
    return open(Map.of("studyUid", study, "seriesUid", series, "modelId", model));
  }

  private String open(Map<String, String> asked) throws IOException, InterruptedException {
    JsonNode session = json.readTree(post("?wait=PT60S", asked).body());
    if (!session.path("state").asText().equals("READY")) {
      throw new IOException("The series did not load: " + session);
    }
    return session.path("id").asText();
  }

  void close(String session) throws IOException, InterruptedException {
    http.send(request("/" + session).DELETE().build(), HttpResponse.BodyHandlers.discarding());
  }

  /** The first click on a new segment. */
  Answer click(String session, VoxelIndex voxel) throws IOException, InterruptedException {
    String segments = "/" + session + "/segments";
    int number =
        json.readTree(post(segments, Map.of("structure", "spleen")).body()).path("number").asInt();
    Map<String, Object> body =
        Map.of("kind", "POSITIVE", "voxel", Map.of("i", voxel.i(), "j", voxel.j(), "k", voxel.k()));
    long start = System.nanoTime();
    HttpResponse<byte[]> answer = post(segments + "/" + number + "/clicks", body);
    double ms = (System.nanoTime() - start) / 1e6;
    String header = answer.headers().firstValue("Server-Timing").orElse("");
    return new Answer(
        ms, ServerTimings.parse(header), json.readTree(answer.body()).path("passes").asInt());
  }

  /**
   * One positive click as MONAI Label's clients send it.
   *
   * @param client who clicks; what is one client's goes on in one place
   * @param extension of the file that the mask comes as
   * @return milliseconds until the whole mask was here
   */
  double infer(String series, String client, VoxelIndex voxel, String extension)
      throws IOException, InterruptedException {
    String params =
        json.writeValueAsString(
            Map.of(
                "foreground",
                List.of(List.of(voxel.i(), voxel.j(), voxel.k())),
                "background",
                List.of(),
                "client_id",
                client,
                "result_extension",
                extension));
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"params\"\r\n\r\n" + params + "\r\n--b--\r\n";
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + "/infer/deepgrow_3d?image=" + series))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    long start = System.nanoTime();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    double ms = (System.nanoTime() - start) / 1e6;
    if (answer.statusCode() != 200) {
      throw new IOException("The service answered " + answer.statusCode() + " to /infer");
    }
    return ms;
  }

  /** Stores the session's segments; milliseconds until the PACS has them and they were compared. */
  double store(String session) throws IOException, InterruptedException {
    long start = System.nanoTime();
    JsonNode result = json.readTree(post("/" + session + "/results", Map.of()).body());
    String path = "/" + session + "/results/" + result.path("id").asText();
    for (int poll = 0; poll < POLLS; poll++) {
      byte[] body =
          http.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray()).body();
      String state = json.readTree(body).path("state").asText();
      if (state.equals("VERIFIED")) {
        return (System.nanoTime() - start) / 1e6;
      }
      if (state.equals("REJECTED")) {
        throw new IOException("The PACS refused the result");
      }
      Thread.sleep(20);
    }
    throw new IOException("The result was not stored");
  }

  private HttpResponse<byte[]> post(String path, Map<String, ?> body)
      throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 300) {
      throw new IOException("The service answered " + answer.statusCode() + " to " + path);
    }
    return answer;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + "/api/v1/sessions" + path));
    headers.forEach(request::header);
    return request;
  }

  @Override
  public void close() throws InterruptedException {
    service.close();
  }
}
