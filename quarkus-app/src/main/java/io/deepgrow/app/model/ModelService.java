package io.deepgrow.app.model;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.inference.Prediction;
import io.deepgrow.inference.Predictor;
import io.deepgrow.inference.WarmUp;
import io.deepgrow.inference.click.Click;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelException;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.model.OnnxNetwork;
import io.deepgrow.model.OnnxOptions;
import io.deepgrow.model.Provider;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The models, opened and warmed up at start, and the bounded number of predictions at a time. A
 * required provider that is missing stops the start.
 */
@Startup
@ApplicationScoped
public class ModelService {

  private static final Logger LOG = Logger.getLogger(ModelService.class);

  /** A model that runs. */
  private record Running(OnnxNetwork network, Predictor predictor) {}

  private final DeepgrowConfig.Models config;
  private final Map<String, Running> running = new LinkedHashMap<>();
  private final Semaphore places;
  private final Semaphore workers;

  ModelService(DeepgrowConfig config) {
    this.config = config.models();
    this.workers = new Semaphore(this.config.workers(), true);
    this.places = new Semaphore(this.config.workers() + this.config.queue(), true);
  }

  @PostConstruct
  void open() {
    ModelRegistry registry =
        config.dir().map(ModelRegistry::withFolder).orElseGet(ModelRegistry::bundled);
    registry
        .refusals()
        .forEach(r -> LOG.warnf("model %s can't be used: %s %s", r.id(), r.code(), r.reason()));
    OnnxOptions options =
        OnnxOptions.cpu()
            .withProviders(Provider.parse(config.providers()), true)
            .withConcurrentRuns(config.workers());
    if (config.threads() > 0) {
      options = options.withThreads(config.threads(), true);
    }
    for (ModelDescriptor model : registry.models()) {
      OnnxNetwork network = open(registry, model.id(), options);
      running.put(model.id(), new Running(network, new Predictor(model, network)));
      LOG.infof("model %s runs on %s", model.id(), network.provider());
    }
    if (running.isEmpty()) {
      throw new ConfigurationException(
          "There is no model to run: bundle one or name a folder in deepgrow.models.dir");
    }
    Thread warmUp = new Thread(() -> models().forEach(WarmUp::run), "warm-up");
    warmUp.setDaemon(true);
    warmUp.start();
  }

  private static OnnxNetwork open(ModelRegistry registry, String id, OnnxOptions options) {
    try {
      return registry.open(id, options);
    } catch (ModelException e) {
      // without its cause: the start then ends with this sentence, not with a stack trace
      throw new ConfigurationException(e.getMessage());
    }
  }

  public List<ModelDescriptor> models() {
    return running.values().stream().map(r -> r.network().descriptor()).toList();
  }

  /** Where a model runs. */
  public Provider provider(String id) {
    Running found = running.get(id);
    if (found == null) {
      throw unknown(id);
    }
    return found.network().provider();
  }

  /** A model by its id; the standard one for none. */
  public ModelDescriptor require(@Nullable String id) {
    String wanted = id == null ? config.standard() : id;
    Running found = running.get(wanted);
    if (found == null && id == null && !running.isEmpty()) {
      found = running.values().iterator().next();
    }
    if (found == null) {
      throw unknown(wanted);
    }
    return found.network().descriptor();
  }

  private ApiException unknown(String id) {
    return new ApiException(
        ErrorCode.MODEL_NOT_FOUND, "There is no model " + id + "; there are " + running.keySet());
  }

  /**
   * Makes sure that a prediction that comes now need not wait for too many others.
   *
   * @param patience how long to wait until it need not
   * @throws ApiException {@code service.busy} when too many wait
   */
  public void requireRoom(Duration patience) {
    try {
      if (places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        places.release();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new ApiException(
        ErrorCode.BUSY, "All " + (config.workers() + config.queue()) + " places are taken");
  }

  /** Runs a prediction when a worker is free. */
  public Prediction predict(String model, Volume volume, Mask start, List<Click> clicks) {
    Running found = running.get(model);
    if (found == null) {
      throw unknown(model);
    }
    places.acquireUninterruptibly();
    workers.acquireUninterruptibly();
    try {
      return found.predictor().predict(volume, start, clicks);
    } finally {
      workers.release();
      places.release();
    }
  }

  @PreDestroy
  void close() {
    running.values().forEach(r -> r.network().close());
  }
}
