package io.deepgrow.app.registry;

import io.deepgrow.app.model.ModelShelf;
import io.deepgrow.app.model.ServedVersion;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelException;
import io.deepgrow.model.ModelRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The versions of the database as the service runs them. What a replica was started with answers
 * until somebody chooses something else; a copy of it stays for the sessions that begin with it.
 */
@ApplicationScoped
class RegistryShelf implements ModelShelf {

  private static final Logger LOG = Logger.getLogger(RegistryShelf.class);
  private static final String BUNDLED_BY = "release";
  private static final String MOUNTED_BY = "deepgrow.models.dir";

  private final VersionRepository versions;
  private final VersionFiles files;
  private final Choices choices;
  private final Changes changes;
  private final Clock clock;
  private final Map<UUID, ServedVersion> known = new ConcurrentHashMap<>();
  private final Map<String, byte[]> started = new HashMap<>();

  RegistryShelf(
      VersionRepository versions,
      VersionFiles files,
      Choices choices,
      Changes changes,
      Clock clock) {
    this.versions = versions;
    this.files = files;
    this.choices = choices;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public void stock(ModelRegistry registry) {
    Set<String> bundled =
        ModelRegistry.bundled().models().stream()
            .map(VersionFiles::digest)
            .collect(Collectors.toSet());
    for (ModelDescriptor model : registry.models()) {
      byte[] graph = registry.graph(model.id());
      copy(model, graph);
      VersionSource source =
          bundled.contains(VersionFiles.digest(model))
              ? VersionSource.BUNDLED
              : VersionSource.MOUNTED;
      QuarkusTransaction.requiringNew().run(() -> stocked(model, source));
    }
    Set<String> here =
        registry.models().stream().map(ModelDescriptor::id).collect(Collectors.toSet());
    QuarkusTransaction.requiringNew().run(() -> withdraw(here));
  }

  private void copy(ModelDescriptor model, byte[] graph) {
    try {
      files.put(model, graph);
    } catch (UncheckedIOException e) {
      // it runs all the same, from memory, as long as this release or folder has it
      started.put(VersionFiles.digest(model), graph);
      LOG.warnf(
          "model %s can't be copied into deepgrow.models.store: %s. Sessions that begin with it"
              + " can't go on when another takes its place.",
          model.id(), e.getCause());
    }
  }

  private void stocked(ModelDescriptor model, VersionSource source) {
    Optional<Choices.Choice> before = choices.hold(model.id());
    ModelVersion row = versions.add(row(model, source));
    versions.adopt(row);
    boolean same = before.isPresent() && before.get().version().equals(row.id);
    boolean chosen = before.isPresent() && before.get().byHand();
    if (!same && !chosen) {
      choices.put(new Choices.Choice(model.id(), row.id, false, null, 0));
      UUID active = before.map(Choices.Choice::version).orElse(null);
      changes.add(
          new Changes.Draft(model.id(), row.id, active, ChangeKind.START, 0, false, null),
          ChangeState.DONE);
    }
  }

  private ModelVersion row(ModelDescriptor model, VersionSource source) {
    ModelVersion row = NewVersion.row(model, source, clock.instant());
    row.addedByName = source == VersionSource.BUNDLED ? BUNDLED_BY : MOUNTED_BY;
    return row;
  }

  /** A model that nobody chose by hand is there as long as a replica is started with it. */
  private void withdraw(Set<String> here) {
    choices.all().stream()
        .filter(choice -> !choice.byHand() && !here.contains(choice.model()))
        .forEach(
            choice -> {
              LOG.infof("model %s is no longer here; new sessions can't name it", choice.model());
              choices.remove(choice.model());
            });
  }

  @Override
  public List<Choice> choices() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                choices.all().stream()
                    .map(
                        choice ->
                            new Choice(
                                require(choice.version()),
                                Optional.ofNullable(choice.canary()).map(this::require),
                                choice.share()))
                    .toList());
  }

  private ServedVersion require(UUID id) {
    return Objects.requireNonNull(
        known.computeIfAbsent(id, n -> versions.find(n).orElseThrow().served()));
  }

  @Override
  public Optional<String> standard() {
    return QuarkusTransaction.requiringNew().call(choices::standard);
  }

  @Override
  public Optional<ServedVersion> version(UUID id) {
    return Optional.ofNullable(known.get(id))
        .or(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(() -> versions.find(id).map(ModelVersion::served)));
  }

  @Override
  public Optional<ServedVersion> oldest(String model) {
    return QuarkusTransaction.requiringNew()
        .call(() -> versions.oldest(model).map(ModelVersion::served));
  }

  @Override
  public byte[] graph(ServedVersion version) throws ModelException {
    byte[] here = started.get(VersionFiles.digest(version.descriptor()));
    return here == null ? files.graph(version.descriptor()) : here;
  }
}
