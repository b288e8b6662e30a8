package io.deepgrow.app.model;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.inference.Prediction;
import io.deepgrow.inference.WarmUp;
import io.deepgrow.inference.click.Click;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelErrorCode;
import io.deepgrow.model.ModelException;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.model.Provider;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The models: those that are chosen opened and warmed up at start, others when a session needs
 * them, and the bounded number of predictions at a time. A required provider that is missing stops
 * the start.
 */
@Startup
@ApplicationScoped
public class ModelService {

  private static final Logger LOG = Logger.getLogger(ModelService.class);
  private static final Duration IDLE = Duration.ofMinutes(15);

  private final DeepgrowConfig.Models config;
  private final ModelShelf shelf;
  private final OpenModels open;
  private final Semaphore places;
  private final Semaphore workers;
  private volatile List<ModelShelf.Choice> choices = List.of();
  private volatile Optional<String> chosenStandard = Optional.empty();
  private volatile Map<String, String> troubles = Map.of();

  ModelService(DeepgrowConfig config, ModelShelf shelf, Clock clock) {
    this.config = config.models();
    this.shelf = shelf;
    this.open = new OpenModels(new NetworkOpening(this.config, shelf::graph), clock::instant);
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
    shelf.stock(registry);
    look();
    if (choices.isEmpty()) {
      throw new ConfigurationException(
          "There is no model to run: bundle one or name a folder in deepgrow.models.dir");
    }
    Thread warmUp = new Thread(() -> models().forEach(WarmUp::run), "warm-up");
    warmUp.setDaemon(true);
    warmUp.start();
  }

  /**
   * Opens what was chosen since the last look, anywhere, and closes what nobody uses.
   *
   * @throws ConfigurationException when a required provider is missing
   */
  public void look() {
    List<ModelShelf.Choice> found = shelf.choices();
    Map<String, String> failed = new TreeMap<>();
    for (ModelShelf.Choice choice : found) {
      Stream.concat(Stream.of(choice.version()), choice.canary().stream())
          .forEach(version -> opened(version, failed));
    }
    chosenStandard = shelf.standard();
    choices = found;
    troubles = Map.copyOf(failed);
    Set<UUID> retained =
        found.stream()
            .flatMap(c -> Stream.concat(Stream.of(c.version()), c.canary().stream()))
            .map(ServedVersion::id)
            .collect(Collectors.toSet());
    open.closeIdle(retained, IDLE);
  }

  private void opened(ServedVersion version, Map<String, String> failed) {
    String name = version.descriptor().id();
    try {
      open.provider(version);
    } catch (ModelException e) {
      if (e.code() == ModelErrorCode.PROVIDER_UNAVAILABLE) {
        // without its cause: the start then ends with this sentence, not with a stack trace
        throw new ConfigurationException(e.getMessage());
      }
      if (!troubles.containsKey(name)) {
        LOG.errorf("a chosen version can't be opened: %s %s", e.code().code(), e.getMessage());
      }
      failed.put(name, "version " + version.id() + ": " + e.code().code());
    }
  }

  /** Models whose chosen version cannot be opened on this replica, and why. */
  Map<String, String> troubles() {
    return troubles;
  }

  /** The chosen version of each model. */
  public List<ModelDescriptor> models() {
    return choices.stream().map(c -> c.version().descriptor()).toList();
  }

  /** Whether the chosen version of a model can be opened here. */
  public boolean isOpen(String id) {
    return !troubles.containsKey(id);
  }

  /** Where the chosen version of a model runs. */
  public Provider provider(String id) {
    return open.provider(chosen(choices, id).version());
  }

  /** The chosen version of a model by its id; the standard one's for none. */
  public ModelDescriptor require(@Nullable String id) {
    return choice(choices, id).version().descriptor();
  }

  /**
   * The version that a new session begins with, as it was chosen last on any replica.
   *
   * @param id of a model, or null for the standard one
   * @throws ApiException {@code model.not_found}, {@code model.unavailable} when it cannot be
   *     opened here
   */
  public ServedVersion choose(@Nullable String id, UUID session) {
    chosenStandard = shelf.standard();
    choices = shelf.choices();
    ServedVersion version = choice(choices, id).of(session);
    open(version);
    return version;
  }

  private ModelShelf.Choice choice(List<ModelShelf.Choice> all, @Nullable String id) {
    if (id != null) {
      return chosen(all, id);
    }
    String standard = chosenStandard.orElse(config.standard());
    return all.stream()
        .filter(c -> c.version().descriptor().id().equals(standard))
        .findFirst()
        .or(() -> all.stream().findFirst())
        .orElseThrow(() -> unknown(standard));
  }

  private ModelShelf.Choice chosen(List<ModelShelf.Choice> all, String id) {
    return all.stream()
        .filter(c -> c.version().descriptor().id().equals(id))
        .findFirst()
        .orElseThrow(() -> unknown(id));
  }

  private ApiException unknown(String id) {
    return new ApiException(
        ErrorCode.MODEL_NOT_FOUND,
        "There is no model "
            + id
            + "; there are "
            + models().stream().map(ModelDescriptor::id).toList());
  }

  /** The version of a session; {@code model.not_found} where the model is no more. */
  public ServedVersion version(ModelRef model) {
    return Optional.ofNullable(model.version())
        .flatMap(shelf::version)
        .or(() -> shelf.oldest(model.id()))
        .orElseThrow(() -> unknown(model.id()));
  }

  private void open(ServedVersion version) {
    try {
      open.provider(version);
    } catch (ModelException e) {
      throw unavailable(version, e);
    }
  }

  private static ApiException unavailable(ServedVersion version, ModelException e) {
    LOG.errorf("version %s can't be used: %s", version.id(), e.getMessage());
    return new ApiException(
        ErrorCode.MODEL_UNAVAILABLE,
        "Version %s of model %s can't be used on this replica: %s"
            .formatted(version.id(), version.descriptor().id(), e.code().code()));
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

  /**
   * Runs a prediction when a worker is free.
   *
   * @throws ApiException {@code model.not_found}, {@code model.unavailable}
   */
  public Prediction predict(ModelRef model, Volume volume, Mask start, List<Click> clicks) {
    ServedVersion version = version(model);
    open(version);
    places.acquireUninterruptibly();
    workers.acquireUninterruptibly();
    try {
      return open.use(version, predictor -> predictor.predict(volume, start, clicks));
    } catch (ModelException e) {
      throw e.code() == ModelErrorCode.REMOTE_UNAVAILABLE ? unavailable(version, e) : e;
    } finally {
      workers.release();
      places.release();
    }
  }

  @PreDestroy
  void close() {
    open.close();
  }
}
