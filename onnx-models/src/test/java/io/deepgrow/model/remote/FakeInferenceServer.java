package io.deepgrow.model.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Network;
import io.deepgrow.volume.grid.GridSize;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An inference server with one model, which can be made to misbehave. */
public final class FakeInferenceServer implements AutoCloseable {

  private static final String LENGTH = "Inference-Header-Content-Length";

  /** What it does wrong. */
  public enum Fault {
    NONE,
    AWAY,
    REFUSES,
    OTHER_SHAPE,
    NO_BINARY,
    CUT,
    OTHER_LENGTH,
    ENDLESS,
    STUCK
  }

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final ModelDescriptor model;
  private final Network network;
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile Fault fault = Fault.NONE;

  public FakeInferenceServer(ModelDescriptor model, Network network) throws IOException {
    this.model = model;
    this.network = network;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.createContext("/v2", this::answer);
    server.start();
  }

  public URI root() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public void now(Fault next) {
    fault = next;
  }

  /** The authorization of each call. */
  public List<String> authorizations() {
    return authorizations;
  }

  private void answer(HttpExchange exchange) throws IOException {
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    String path = exchange.getRequestURI().getPath();
    String ours = "/v2/models/" + InferenceServer.name(model) + "/versions/1";
    if (fault == Fault.REFUSES) {
      text(exchange, 503, "{}");
    } else if (path.equals("/v2")) {
      String extension = fault == Fault.NO_BINARY ? "statistics" : "binary_tensor_data";
      text(exchange, 200, "{\"name\":\"fake\",\"extensions\":[\"" + extension + "\"]}");
    } else if (path.equals(ours)) {
      text(exchange, 200, metadata());
    } else if (path.equals(ours + "/infer")) {
      infer(exchange);
    } else {
      text(exchange, 404, "{}");
    }
  }

  private String metadata() {
    int channels = model.channels().size() + (fault == Fault.OTHER_SHAPE ? 1 : 0);
    return "{\"inputs\":[{\"name\":\"%s\",\"datatype\":\"FP32\",\"shape\":[1,%d,-1,-1,-1]}],\"outputs\":[{\"name\":\"%s\",\"datatype\":\"FP32\",\"shape\":[1,1,-1,-1,-1]}]}"
        .formatted(model.inputName(), channels, model.outputName());
  }

  private void infer(HttpExchange exchange) throws IOException {
    if (!"application/octet-stream".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      text(exchange, 400, "{}");
      return;
    }
    int length = Integer.parseInt(exchange.getRequestHeaders().getFirst(LENGTH));
    byte[] body = exchange.getRequestBody().readAllBytes();
    JsonNode header = json.readTree(new String(body, 0, length, StandardCharsets.UTF_8));
    JsonNode shape = header.path("inputs").path(0).path("shape");
    GridSize grid =
        new GridSize(shape.path(4).asInt(), shape.path(3).asInt(), shape.path(2).asInt());
    float[] input = new float[shape.path(1).asInt() * grid.arrayLength()];
    ByteBuffer.wrap(body, length, body.length - length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(input);
    float[] logits = new float[grid.arrayLength()];
    network.run(input, grid, logits);
    ByteBuffer floats =
        ByteBuffer.allocate(logits.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    floats.asFloatBuffer().put(logits);
    byte[] tensor = floats.array();
    if (fault == Fault.OTHER_LENGTH) {
      tensor = Arrays.copyOf(tensor, tensor.length - 4);
    }
    String outputs =
        "{\"outputs\":[{\"name\":\"%s\",\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":%d}}]}"
            .formatted(model.outputName(), tensor.length);
    byte[] answer = outputs.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set(LENGTH, Integer.toString(answer.length));
    if (fault == Fault.ENDLESS || fault == Fault.STUCK) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(answer);
      exchange.getResponseBody().flush();
      while (fault == Fault.ENDLESS) {
        exchange.getResponseBody().write(new byte[1 << 16]);
      }
      return;
    }
    exchange.sendResponseHeaders(200, answer.length + (long) tensor.length);
    exchange.getResponseBody().write(answer);
    exchange.getResponseBody().write(tensor, 0, fault == Fault.CUT ? 8 : tensor.length);
    exchange.close();
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
