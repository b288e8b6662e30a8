package io.deepgrow.app.overview;

import io.deepgrow.app.upload.UploadConfig;
import io.deepgrow.release.Release;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds out how the service is doing. */
@ApplicationScoped
public class OverviewService {

  /** Nobody reads an overview before the service has started, on a schema. */
  private static final Set<String> UP_WHERE_THIS_IS_READ = Set.of("start", "schema");

  private static final int MINUTES = 60;
  private static final List<String> STEPS =
      List.of("whole", "load", "commit", "crop", "infer", "restore");

  private final EntityManager entities;
  private final MeterRegistry meters;
  private final SmallRyeHealthReporter health;
  private final Path uploads;
  private final Clock clock;

  OverviewService(
      EntityManager entities,
      MeterRegistry meters,
      SmallRyeHealthReporter health,
      UploadConfig uploads,
      Clock clock) {
    this.entities = entities;
    this.meters = meters;
    this.health = health;
    this.uploads = uploads.dir();
    this.clock = clock;
  }

  public Overview now() {
    Instant now = clock.instant();
    // the checks take as long as the slowest PACS does, and have transactions of their own
    List<Overview.Part> parts = parts();
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                new Overview(
                    now,
                    Release.version(),
                    parts,
                    clicks(now),
                    steps(),
                    counts(
                        "select state, count(*) from stored_result where state in ('PENDING',"
                            + " 'STORED', 'AWAITING_REVIEW') group by state union all select 'REJECTED', count(*) from"
                            + " stored_result where state = 'REJECTED'"),
                    counts(
                        "select state, count(*) from annotation_session where state <> 'CLOSED'"
                            + " group by state"),
                    queues(),
                    memory()));
  }

  private List<Overview.Part> parts() {
    SmallRyeHealth all = health.getHealth();
    List<Overview.Part> parts = new ArrayList<>();
    for (JsonValue each : all.getPayload().getJsonArray("checks")) {
      JsonObject check = each.asJsonObject();
      String name = check.getString("name");
      Map<String, String> data = new TreeMap<>();
      if (check.containsKey("data")) {
        check.getJsonObject("data").forEach((key, value) -> data.put(key, text(value)));
      }
      if ("not set".equals(data.get("state")) || UP_WHERE_THIS_IS_READ.contains(name)) {
        continue;
      }
      // the one database has no name of its own
      data.remove("<default>");
      parts.add(new Overview.Part(name, check.getString("status").equals("UP"), data));
    }
    return parts;
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString string ? string.getString() : value.toString();
  }

  private List<Overview.Minute> clicks(Instant now) {
    Instant first = now.truncatedTo(ChronoUnit.MINUTES).minus(MINUTES - 1L, ChronoUnit.MINUTES);
    Map<Instant, Long> counted = new HashMap<>();
    for (Object each :
        entities
            .createNativeQuery(
                "select date_trunc('minute', created_at), count(*) from click where created_at >="
                    + " :first group by 1")
            .setParameter("first", first.atOffset(ZoneOffset.UTC))
            .getResultList()) {
      Object[] row = (Object[]) each;
      counted.put((Instant) row[0], ((Number) row[1]).longValue());
    }
    return IntStream.range(0, MINUTES)
        .mapToObj(n -> first.plus(n, ChronoUnit.MINUTES))
        .map(minute -> new Overview.Minute(minute, counted.getOrDefault(minute, 0L)))
        .toList();
  }

  private List<Overview.Step> steps() {
    Map<String, Overview.Step> found = new HashMap<>();
    for (Timer timer : meters.find("deepgrow.click").timers()) {
      HistogramSnapshot snapshot = timer.takeSnapshot();
      String name = String.valueOf(timer.getId().getTag("step"));
      found.put(
          name,
          new Overview.Step(
              name, snapshot.count(), percentile(snapshot, 0.5), percentile(snapshot, 0.95)));
    }
    List<Overview.Step> inOrder = new ArrayList<>();
    for (String step : STEPS) {
      Overview.Step known = found.remove(step);
      if (known != null) {
        inOrder.add(known);
      }
    }
    new TreeMap<>(found).values().forEach(inOrder::add);
    return inOrder;
  }

  private static double percentile(HistogramSnapshot snapshot, double percentile) {
    for (ValueAtPercentile value : snapshot.percentileValues()) {
      if (value.percentile() == percentile) {
        return value.value(TimeUnit.MILLISECONDS);
      }
    }
    return Double.NaN;
  }

  private Map<String, Long> counts(String query) {
    Map<String, Long> counts = new TreeMap<>();
    for (Object each : entities.createNativeQuery(query).getResultList()) {
      Object[] row = (Object[]) each;
      counts.put((String) row[0], ((Number) row[1]).longValue());
    }
    return counts;
  }

  private List<Overview.Queue> queues() {
    return meters.find("deepgrow.queue.depth").gauges().stream()
        .map(gauge -> String.valueOf(gauge.getId().getTag("kind")))
        .distinct()
        .sorted()
        .map(
            kind ->
                new Overview.Queue(
                    kind,
                    (long) value("deepgrow.queue.depth", kind),
                    (long) value("deepgrow.queue.running", kind),
                    value("deepgrow.queue.oldest.due.seconds", kind),
                    (long) value("deepgrow.queue.dead", kind)))
        .toList();
  }

  private double value(String name, String kind) {
    Collection<Gauge> gauges = meters.find(name).tag("kind", kind).gauges();
    return gauges.stream().collect(Collectors.summingDouble(Gauge::value));
  }

  private Overview.Memory memory() {
    Runtime runtime = Runtime.getRuntime();
    double series =
        meters.find("deepgrow.volumes.bytes").gauges().stream()
            .collect(Collectors.summingDouble(Gauge::value));
    return new Overview.Memory(
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory(),
        (long) series,
        existing(uploads.toAbsolutePath()).toFile().getUsableSpace());
  }

  /** The folder, or the nearest one above it that is there. */
  private static Path existing(Path folder) {
    Path found = folder;
    while (!found.toFile().exists() && found.getParent() != null) {
      found = found.getParent();
    }
    return found;
  }
}
