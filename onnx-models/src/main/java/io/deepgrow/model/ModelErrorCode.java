package io.deepgrow.model;

/** What went wrong with a model, stable for callers and messages. */
public enum ModelErrorCode {
  /** {@code model.json} is not JSON, has an unknown field, or a field does not hold. */
  DESCRIPTOR_INVALID("model.descriptor_invalid"),
  /** {@code model.json} or {@code model.onnx} is missing or cannot be read. */
  FILE_UNREADABLE("model.file_unreadable"),
  /** {@code model.onnx} is not the file that the descriptor's sha256 names. */
  CHECKSUM_MISMATCH("model.checksum_mismatch"),
  /** {@code model.onnx} is not an ONNX graph that the runtime can read. */
  GRAPH_CORRUPT("model.graph_corrupt"),
  /** The graph needs newer operators than the runtime has. */
  OPSET_UNSUPPORTED("model.opset_unsupported"),
  /** Input or output are not what the descriptor says. */
  SIGNATURE_MISMATCH("model.signature_mismatch"),
  /** A required execution provider is not there. */
  PROVIDER_UNAVAILABLE("model.provider_unavailable"),
  /** Two models have the same id. */
  DUPLICATE_ID("model.duplicate_id"),
  /** No model has the id. */
  UNKNOWN_ID("model.unknown_id"),
  /** Arrays given to a run do not fit the network. */
  INPUT_INVALID("model.input_invalid"),
  /** The runtime failed while running. */
  RUN_FAILED("model.run_failed"),
  /** The inference server is away, does not have the model, or refuses. */
  REMOTE_UNAVAILABLE("model.remote_unavailable"),
  /** The inference server has another network under the model's name. */
  REMOTE_MISMATCH("model.remote_mismatch"),
  /** A weight is missing, unexpected or has the wrong shape. */
  WEIGHTS_INVALID("model.weights_invalid");

  private final String code;

  ModelErrorCode(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
