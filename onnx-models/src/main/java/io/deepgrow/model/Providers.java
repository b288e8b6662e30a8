package io.deepgrow.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Adds the asked-for providers to session options, or says why one is not there. */
final class Providers {

  private Providers() {}

  /** The providers that are in use, in order. */
  static List<Provider> add(SessionOptions session, OnnxOptions options, String model)
      throws OrtException {
    Set<OrtProvider> available = OrtEnvironment.getAvailableProviders();
    List<Provider> used = new ArrayList<>();
    for (Provider provider : options.providers()) {
      try {
        if (provider == Provider.CUDA) {
          addCuda(session, available);
        }
        used.add(provider);
      } catch (OrtException e) {
        if (options.required()) {
          throw unavailable(model, provider, e);
        }
      }
    }
    if (used.isEmpty()) {
      throw new ModelException(
          ModelErrorCode.PROVIDER_UNAVAILABLE,
          "Model " + model + ": none of " + options.providers() + " is available");
    }
    return List.copyOf(used);
  }

  /** Heuristic algorithm choice and no TF32, so that a replay gives the same bits. */
  private static void addCuda(SessionOptions session, Set<OrtProvider> available)
      throws OrtException {
    if (!available.contains(OrtProvider.CUDA)) {
      throw new OrtException(
          "this build of ONNX Runtime has only " + available + "; build with -Pcuda");
    }
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions()) {
      cuda.add("cudnn_conv_algo_search", "HEURISTIC");
      cuda.add("use_tf32", "0");
      session.addCUDA(cuda);
    }
  }

  private static ModelException unavailable(String model, Provider provider, OrtException e) {
    return new ModelException(
        ModelErrorCode.PROVIDER_UNAVAILABLE,
        "Model " + model + ": provider " + provider + " is required but missing: " + e.getMessage(),
        e);
  }
}
