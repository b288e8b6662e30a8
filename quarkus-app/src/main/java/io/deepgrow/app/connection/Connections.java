package io.deepgrow.app.connection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.dicomweb.DicomWebClient;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The clients of all connections: made when first needed, and anew when a connection was changed,
 * be it on another replica. What calls there are passes the limits of its connection.
 */
@ApplicationScoped
public class Connections implements PacsClients {

  /** What is changed on another replica is seen here after this time at the latest. */
  private static final Duration SEEN_AFTER = Duration.ofSeconds(10);

  private static final int MOST_REMEMBERED = 1000;

  private final ConnectionRows rows;
  private final ConfiguredPacs configured;
  private final Accesses accesses;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "connection-limits");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<ConnectionId, CallLimits> limits = new ConcurrentHashMap<>();
  private final Map<ConnectionId, PacsAccess> made = new ConcurrentHashMap<>();
  private final Cache<ConnectionId, ConnectionView> known =
      Caffeine.newBuilder().expireAfterWrite(SEEN_AFTER).maximumSize(MOST_REMEMBERED).build();

  Connections(ConnectionRows rows, ConfiguredPacs configured, Accesses accesses, Clock clock) {
    this.rows = rows;
    this.configured = configured;
    this.accesses = accesses;
    this.clock = clock;
  }

  /** The client of a connection by its name, as {@link #access}. */
  public DicomWebClient client(String name) {
    return client(id(name));
  }

  @Override
  public DicomWebClient client(ConnectionId id) {
    return access(id).client();
  }

  /**
   * How to call a PACS, as it was configured some seconds ago at most.
   *
   * @throws ApiException {@code connection.not_found}, {@code connection.disabled}, {@code
   *     connection.unusable} where a secret is missing, {@code secret.wrong_key}
   */
  public PacsAccess access(ConnectionId id) {
    ConnectionView view = view(id);
    requireEnabled(view);
    return access(view);
  }

  /** As {@link #access}, whether it is enabled or not: for trying it out. */
  public PacsAccess accessForTest(ConnectionId id) {
    known.invalidate(id);
    return access(view(id));
  }

  private PacsAccess access(ConnectionView view) {
    ConnectionId id = view.key();
    PacsAccess before = made.get(id);
    if (before != null && before.view().revision() == view.revision()) {
      return before;
    }
    CallLimits own = limits.computeIfAbsent(id, each -> new CallLimits(timer, System::nanoTime));
    own.set(view.settings().parallelCalls(), view.settings().callsAMinute());
    PacsAccess now = accesses.of(view, own);
    made.put(id, now);
    return now;
  }

  /** What is known of a connection, as it was some seconds ago at most. */
  public ConnectionView view(ConnectionId id) {
    if (id.isDefault()) {
      return configured.view();
    }
    ConnectionView remembered = known.getIfPresent(id);
    if (remembered != null) {
      return remembered;
    }
    Optional<ConnectionView> read =
        QuarkusTransaction.requiringNew().call(() -> rows.find(id.value()));
    if (read.isEmpty()) {
      made.remove(id);
      throw ConnectionRows.unknown(id.toString());
    }
    known.put(id, read.get());
    return read.get();
  }

  @Override
  public List<ConnectionId> enabled() {
    List<ConnectionId> all = new ArrayList<>(List.of(ConnectionId.DEFAULT));
    QuarkusTransaction.requiringNew().call(rows::list).stream()
        .filter(ConnectionView::enabled)
        .map(ConnectionView::key)
        .forEach(all::add);
    return all;
  }

  /** The connection of a name; the configured one where there is none. */
  public ConnectionId id(@Nullable String name) {
    if (name == null || name.isBlank() || name.equals(ConfiguredPacs.NAME)) {
      return ConnectionId.DEFAULT;
    }
    return known.asMap().values().stream()
        .filter(view -> view.name().equals(name))
        .findFirst()
        .map(ConnectionView::key)
        .or(
            () ->
                QuarkusTransaction.requiringNew()
                    .call(() -> rows.named(name))
                    .map(ConnectionId::new))
        .orElseThrow(() -> ConnectionRows.unknown(name));
  }

  /** The name of a connection. */
  public String name(ConnectionId id) {
    return view(id).name();
  }

  /**
   * The connection that series may come from.
   *
   * @param name null for the configured one
   * @throws ApiException {@code connection.not_found}, {@code connection.disabled}, {@code
   *     connection.role}
   */
  public ConnectionId source(@Nullable String name) {
    ConnectionId id = id(name);
    if (id.isDefault()) {
      // a series may also be an upload, which needs no PACS
      return id;
    }
    ConnectionView view = view(id);
    requireEnabled(view);
    if (!isSource(view)) {
      throw new ApiException(
          ErrorCode.CONNECTION_ROLE,
          "Connection " + view.name() + " is a target only; open series of a source");
    }
    return id;
  }

  /**
   * Where results go.
   *
   * @param name that somebody chose; null for where the series came from, where that stores, else
   *     for the configured one
   * @param source where the series came from
   * @throws ApiException as {@link #source}
   */
  public ConnectionId target(@Nullable String name, ConnectionId source) {
    if (name == null || name.isBlank()) {
      return source.isDefault() || isTarget(view(source)) ? source : ConnectionId.DEFAULT;
    }
    ConnectionId id = id(name);
    ConnectionView view = view(id);
    if (!id.isDefault()) {
      requireEnabled(view);
    }
    if (!isTarget(view)) {
      throw new ApiException(
          ErrorCode.CONNECTION_ROLE,
          "Connection " + view.name() + " is a source only; store results on a target");
    }
    return id;
  }

  private static boolean isSource(ConnectionView view) {
    ConnectionRole role = view.settings().role();
    return role != null && role.isSource();
  }

  private static boolean isTarget(ConnectionView view) {
    ConnectionRole role = view.settings().role();
    return role != null && role.isTarget();
  }

  private static void requireEnabled(ConnectionView view) {
    if (!view.enabled()) {
      throw new ApiException(
          ErrorCode.CONNECTION_DISABLED,
          "Connection " + view.name() + " is disabled; an admin enables it");
    }
  }

  @Override
  public Optional<Instant> quietUntil(ConnectionId id) {
    return id.isDefault()
        ? Optional.empty()
        : QuietHours.of(view(id).settings()).flatMap(hours -> hours.until(clock.instant()));
  }

  /** Has a connection looked up anew. */
  void forget(ConnectionId id) {
    known.invalidate(id);
  }

  @PreDestroy
  void stop() {
    timer.shutdownNow();
  }
}
