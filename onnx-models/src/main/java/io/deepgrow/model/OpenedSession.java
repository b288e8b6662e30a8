package io.deepgrow.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.List;
import java.util.Locale;

/** A session whose graph has been held against its descriptor; the owner closes it. */
@SuppressWarnings("ArrayRecordComponent")
record OpenedSession(OrtSession session, List<Provider> providers, long[] inputEdges) {

  static OpenedSession open(
      OrtEnvironment environment, ModelDescriptor model, byte[] graph, OnnxOptions options) {
    try (SessionOptions settings = new SessionOptions()) {
      settings.setIntraOpNumThreads(options.threads());
      settings.setInterOpNumThreads(1);
      settings.setDeterministicCompute(true);
      settings.addConfigEntry("session.intra_op.allow_spinning", options.spinning() ? "1" : "0");
      List<Provider> providers = Providers.add(settings, options, model.id());
      OrtSession session = environment.createSession(graph, settings);
      return checked(session, model, providers);
    } catch (OrtException e) {
      throw translated(model, e);
    }
  }

  private static OpenedSession checked(
      OrtSession session, ModelDescriptor model, List<Provider> providers) throws OrtException {
    boolean fits = false;
    try {
      long[] edges = Signature.check(model, session.getInputInfo(), session.getOutputInfo());
      fits = true;
      return new OpenedSession(session, providers, edges);
    } finally {
      if (!fits) {
        session.close();
      }
    }
  }

  private static ModelException translated(ModelDescriptor model, OrtException e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    ModelErrorCode code =
        e.getCode() != OrtErrorCode.ORT_INVALID_PROTOBUF
                && (lower.contains("opset") || lower.contains("ir version"))
            ? ModelErrorCode.OPSET_UNSUPPORTED
            : ModelErrorCode.GRAPH_CORRUPT;
    return new ModelException(
        code, "Model " + model.id() + ": the graph cannot be loaded: " + message, e);
  }
}
