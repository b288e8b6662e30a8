package io.deepgrow.app.model;

import io.deepgrow.inference.Predictor;
import io.deepgrow.model.ModelException;
import io.deepgrow.model.OpenNetwork;
import io.deepgrow.model.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The networks that are open on this replica; each is opened when it is needed first. */
final class OpenModels implements AutoCloseable {

  private final Function<ServedVersion, OpenNetwork> opening;
  private final Supplier<Instant> now;
  private final Map<UUID, Entry> entries = new ConcurrentHashMap<>();

  /**
   * None open yet.
   *
   * @param opening opens the network of a version
   */
  OpenModels(Function<ServedVersion, OpenNetwork> opening, Supplier<Instant> now) {
    this.opening = opening;
    this.now = now;
  }

  /** A network and who is at work with it; guarded by itself. */
  private final class Entry {
    private @Nullable OpenNetwork network;
    private @Nullable Predictor predictor;
    private int users;
    private boolean gone;
    private Instant used = Instant.EPOCH;

    /** The predictor, whose network stays open until {@link #end}; null when it is closed. */
    synchronized @Nullable Predictor begin(ServedVersion version) {
      if (gone) {
        return null;
      }
      Predictor open = predictor;
      if (open == null) {
        OpenNetwork opened = opening.apply(version);
        open = new Predictor(version.descriptor(), opened);
        network = opened;
        predictor = open;
      }
      users++;
      return open;
    }

    synchronized void end() {
      users--;
      used = now.get();
    }

    synchronized @Nullable Provider provider() {
      return network == null ? null : network.provider();
    }

    /** Closes it, unless somebody is at work with it or was since a time. */
    synchronized boolean close(Instant before) {
      if (users > 0 || !used.isBefore(before)) {
        return false;
      }
      gone = true;
      if (network != null) {
        network.close();
      }
      return true;
    }
  }

  /**
   * Does something with a version's predictor.
   *
   * @throws ModelException when it cannot be opened here
   */
  <T> T use(ServedVersion version, Function<Predictor, T> work) {
    while (true) {
      Entry entry = entries.computeIfAbsent(version.id(), id -> new Entry());
      Predictor predictor = entry.begin(version);
      if (predictor != null) {
        try {
          return work.apply(predictor);
        } finally {
          entry.end();
        }
      }
      entries.remove(version.id(), entry);
    }
  }

  /** Where a version runs, opening it if need be; as {@link #use}. */
  Provider provider(ServedVersion version) {
    Entry entry = entries.get(version.id());
    Provider known = entry == null ? null : entry.provider();
    if (known != null) {
      return known;
    }
    use(version, predictor -> predictor);
    return provider(version);
  }

  /** Closes what nobody has used for a while, but for those that are to stay. */
  void closeIdle(Set<UUID> retained, Duration idle) {
    Instant before = now.get().minus(idle);
    entries.forEach(
        (id, entry) -> {
          if (!retained.contains(id) && entry.close(before)) {
            entries.remove(id, entry);
          }
        });
  }

  /** How many are open. */
  int size() {
    return entries.size();
  }

  @Override
  public void close() {
    entries.values().forEach(entry -> entry.close(Instant.MAX));
    entries.clear();
  }
}
