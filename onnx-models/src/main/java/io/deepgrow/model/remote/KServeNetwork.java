package io.deepgrow.model.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import io.deepgrow.model.OpenNetwork;
import io.deepgrow.model.Provider;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A network on an inference server. Tensors travel as float32, little-endian, behind a JSON header,
 * as the protocol's extension for binary data says. A call is repeated once, and only while the
 * server has not taken it.
 */
public final class KServeNetwork implements OpenNetwork {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final String HEADER_LENGTH = "Inference-Header-Content-Length";

  /** Bytes of JSON that a server may answer. */
  private static final int MOST_JSON = 1 << 20;

  private static final String FLOAT = "FP32";

  private final ModelDescriptor model;
  private final InferenceServer server;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();
  private final ObjectMapper json = new ObjectMapper();
  private volatile boolean closed;

  private KServeNetwork(ModelDescriptor model, InferenceServer server) {
    this.model = model;
    this.server = server;
  }

  /**
   * Makes sure that the server has the model, with the inputs and outputs of its descriptor.
   * Whether it has the same weights says {@link RemoteProbe}.
   *
   * @throws ModelException {@code model.remote_unavailable}, {@code model.remote_mismatch}
   */
  public static KServeNetwork open(ModelDescriptor model, InferenceServer server) {
    KServeNetwork network = new KServeNetwork(model, server);
    network.check();
    return network;
  }

  private void check() {
    JsonNode about = get("/v2");
    boolean binary = false;
    for (JsonNode extension : about.path("extensions")) {
      binary |= extension.asText().equals("binary_tensor_data");
    }
    if (!binary) {
      throw mismatch("the server does not take binary tensors");
    }
    JsonNode metadata =
        get("/v2/models/" + InferenceServer.name(model) + "/versions/" + InferenceServer.VERSION);
    tensor(metadata.path("inputs"), model.inputName(), model.channels().size());
    tensor(metadata.path("outputs"), model.outputName(), 1);
  }

  /** Requires one tensor of a name, {@code [1, channels, k, j, i]}, where −1 is open. */
  private void tensor(JsonNode tensors, String name, int channels) {
    if (tensors.size() != 1 || !tensors.path(0).path("name").asText().equals(name)) {
      throw mismatch("it has other tensors than " + name);
    }
    JsonNode tensor = tensors.path(0);
    GridSize grid = model.gridSize();
    long[] expected = {1, channels, grid.k(), grid.j(), grid.i()};
    JsonNode shape = tensor.path("shape");
    boolean fits = shape.size() == expected.length;
    for (int axis = 0; fits && axis < expected.length; axis++) {
      long edge = shape.path(axis).asLong();
      fits = edge == -1 || edge == expected[axis];
    }
    if (!fits || !tensor.path("datatype").asText().equals(FLOAT)) {
      throw mismatch("its tensor " + name + " has another shape or type");
    }
  }

  @Override
  public Provider provider() {
    return Provider.REMOTE;
  }

  @Override
  public void run(float[] input, GridSize grid, float[] logits) {
    if (input.length != grid.voxels() * model.channels().size() || logits.length != grid.voxels()) {
      throw new ModelException(
          ModelErrorCode.INPUT_INVALID,
          "Model " + model.id() + " on " + grid + " was given arrays of other lengths");
    }
    byte[] header = header(grid);
    HttpRequest request =
        request(server.model(model) + "/infer")
            // another type has crashed a server
            .header("Content-Type", "application/octet-stream")
            .header(HEADER_LENGTH, Integer.toString(header.length))
            .POST(
                HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofByteArray(header),
                    HttpRequest.BodyPublishers.ofByteArray(bytes(input))))
            .build();
    BoundedAnswer answer = send(request, MOST_JSON + (long) logits.length * Float.BYTES);
    if (answer.status() != 200) {
      throw unavailable("it answered with HTTP " + answer.status(), null);
    }
    read(answer, logits);
  }

  private byte[] header(GridSize grid) {
    long bytes = grid.voxels() * model.channels().size() * Float.BYTES;
    Map<String, Object> header =
        Map.of(
            "inputs",
            List.of(
                Map.of(
                    "name",
                    model.inputName(),
                    "datatype",
                    FLOAT,
                    "shape",
                    List.of(1, model.channels().size(), grid.k(), grid.j(), grid.i()),
                    "parameters",
                    Map.of("binary_data_size", bytes))),
            "outputs",
            List.of(Map.of("name", model.outputName(), "parameters", Map.of("binary_data", true))));
    try {
      return json.writeValueAsBytes(header);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A header can't be written", e);
    }
  }

  private static byte[] bytes(float[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer.array();
  }

  private void read(BoundedAnswer answer, float[] logits) {
    byte[] body = answer.body();
    long length = answer.number(HEADER_LENGTH);
    long bytes = (long) logits.length * Float.BYTES;
    if (length < 0 || length + bytes != body.length) {
      throw mismatch("its answer has " + body.length + " bytes, of them " + length + " of header");
    }
    try {
      JsonNode header = json.readTree(new String(body, 0, (int) length, StandardCharsets.UTF_8));
      JsonNode output = header.path("outputs").path(0);
      if (!output.path("name").asText().equals(model.outputName())
          || output.path("parameters").path("binary_data_size").asLong() != bytes) {
        throw mismatch("its answer is not the tensor that was asked for");
      }
    } catch (JsonProcessingException e) {
      throw unavailable("its answer can't be read", e);
    }
    ByteBuffer.wrap(body, (int) length, (int) bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(logits);
  }

  private JsonNode get(String path) {
    BoundedAnswer answer = send(request(server.path(path).toString()).GET().build(), MOST_JSON);
    if (answer.status() == 404) {
      throw unavailable("it does not have " + InferenceServer.name(model), null);
    }
    if (answer.status() != 200) {
      throw unavailable("it answered with HTTP " + answer.status(), null);
    }
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw unavailable("its answer can't be read", e);
    }
  }

  private HttpRequest.Builder request(String uri) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
    server.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request;
  }

  /** What was answered, no longer than it may be, once all of it is here. */
  private BoundedAnswer send(HttpRequest request, long mostBytes) {
    if (closed) {
      throw new ModelException(ModelErrorCode.RUN_FAILED, "Model " + model.id() + " is closed");
    }
    try {
      try {
        return BoundedAnswer.of(http, request, mostBytes, server.timeout());
      } catch (ConnectException | HttpConnectTimeoutException e) {
        // nothing was taken yet
        return BoundedAnswer.of(http, request, mostBytes, server.timeout());
      }
    } catch (HttpTimeoutException e) {
      throw unavailable("it did not answer within " + server.timeout().toSeconds() + " s", e);
    } catch (IOException e) {
      throw unavailable("it can't be reached, or its answer is no good", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("the call was ended", e);
    }
  }

  private ModelException unavailable(String why, @Nullable Throwable cause) {
    String message =
        "Model " + model.id() + " can't run on the inference server " + server.root() + ": " + why;
    return cause == null
        ? new ModelException(ModelErrorCode.REMOTE_UNAVAILABLE, message)
        : new ModelException(ModelErrorCode.REMOTE_UNAVAILABLE, message, cause);
  }

  private ModelException mismatch(String why) {
    return new ModelException(
        ModelErrorCode.REMOTE_MISMATCH,
        "Model "
            + model.id()
            + " on the inference server "
            + server.root()
            + " is another: "
            + why);
  }

  @Override
  public void close() {
    closed = true;
  }
}
