package io.deepgrow.model.remote;

import io.deepgrow.model.ModelDescriptor;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A server that speaks the Open Inference Protocol, version 2, with binary tensors: Triton, or what
 * speaks like it.
 *
 * @param root such as {@code https://triton.example.org:8000}
 * @param token that calls bear, if any
 * @param timeout of a whole call
 */
public record InferenceServer(URI root, Optional<String> token, Duration timeout) {

  /** The version of every model there: another graph has another name. */
  public static final String VERSION = "1";

  private static final int DIGITS = 12;

  /**
   * Under which name a model stands there: its id and the first digits of its graph's SHA-256, so
   * that two versions stand side by side and none is taken for another.
   */
  public static String name(ModelDescriptor model) {
    return model.id() + "-" + model.sha256().substring(0, DIGITS);
  }

  URI path(String path) {
    String base = root.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  URI model(ModelDescriptor model) {
    return path("/v2/models/" + name(model) + "/versions/" + VERSION);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "InferenceServer[" + root + "]";
  }
}
