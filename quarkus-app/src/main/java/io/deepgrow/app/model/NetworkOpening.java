package io.deepgrow.app.model;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import io.deepgrow.model.OpenNetwork;
import io.deepgrow.model.Provider;
import io.deepgrow.model.remote.InferenceServer;
import io.deepgrow.model.remote.KServeNetwork;
import io.deepgrow.model.remote.RemoteProbe;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens the network of a version: in this process, or on the inference server once that has given
 * the logits that the version's own file gives.
 */
final class NetworkOpening implements Function<ServedVersion, OpenNetwork> {

  private final OnnxOptions options;
  private final Optional<InferenceServer> server;
  private final Function<ServedVersion, byte[]> graphs;

  /**
   * As the settings say.
   *
   * @param graphs the bytes of a version's graph
   */
  NetworkOpening(DeepgrowConfig.Models config, Function<ServedVersion, byte[]> graphs) {
    this(options(config), server(config.inference()), graphs);
  }

  NetworkOpening(
      OnnxOptions options,
      Optional<InferenceServer> server,
      Function<ServedVersion, byte[]> graphs) {
    this.options = options;
    this.server = server;
    this.graphs = graphs;
  }

  private static OnnxOptions options(DeepgrowConfig.Models config) {
    OnnxOptions options =
        OnnxOptions.cpu()
            .withProviders(Provider.parse(config.providers()), true)
            .withConcurrentRuns(config.workers());
    return config.threads() > 0 ? options.withThreads(config.threads(), true) : options;
  }

  private static Optional<InferenceServer> server(DeepgrowConfig.Inference config) {
    return config.url().map(url -> new InferenceServer(url, config.token(), config.timeout()));
  }

  /**
   * Opens it.
   *
   * @throws io.deepgrow.model.ModelException when it can't be opened, or is another one there
   */
  @Override
  public OpenNetwork apply(ServedVersion version) {
    ModelDescriptor model = version.descriptor();
    if (server.isEmpty()) {
      return OnnxNetwork.open(model, graphs.apply(version), options);
    }
    KServeNetwork remote = KServeNetwork.open(model, server.get());
    OnnxOptions once = OnnxOptions.cpu().withWarmUpRuns(0);
    try (OnnxNetwork here = OnnxNetwork.open(model, graphs.apply(version), once)) {
      RemoteProbe.require(model, here, remote);
    }
    return remote;
  }
}
