package io.deepgrow.app.queue;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Work that does what a test says, on rows that are in memory. */
@IfBuildProperty(name = "played-work.enabled", stringValue = "true")
@ApplicationScoped
public class PlayedWork implements QueuedWork {

  static final Kind KIND = new Kind("played-work", Lane.LIGHT);

  private final List<UUID> runs = new CopyOnWriteArrayList<>();
  private final Map<UUID, Instant> started = new ConcurrentHashMap<>();
  private final Set<Due> open = ConcurrentHashMap.newKeySet();
  private volatile Function<UUID, Next> play = row -> new Next.Done();

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Next run(UUID row) {
    started.putIfAbsent(row, Instant.now());
    runs.add(row);
    return play.apply(row);
  }

  @Override
  public List<Due> open() {
    return List.copyOf(open);
  }

  @Override
  public long dead() {
    return 7;
  }

  /** Every look so far, in order. */
  List<UUID> runs() {
    return runs;
  }

  Instant started(UUID row) {
    return started.get(row);
  }

  void play(Function<UUID, Next> what) {
    play = what;
  }

  void open(Due row) {
    open.add(row);
  }

  void forget() {
    open.clear();
    play = row -> new Next.Done();
  }
}
