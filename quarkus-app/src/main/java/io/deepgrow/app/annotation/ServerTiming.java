package io.deepgrow.app.annotation;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Where a request's time went, as the Server-Timing header says it. */
final class ServerTiming {

  private final Map<String, Long> nanos = new LinkedHashMap<>();

  ServerTiming add(String step, long more) {
    nanos.merge(step, more, Long::sum);
    return this;
  }

  /** Does something and adds the time it took. */
  <T> T measure(String step, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      add(step, System.nanoTime() - start);
    }
  }

  /** Calls for each step with its nanoseconds. */
  void forEach(ObjLongConsumer<String> step) {
    nanos.forEach(step::accept);
  }

  String header() {
    return nanos.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s;dur=%.1f", e.getKey(), e.getValue() / 1e6))
        .collect(Collectors.joining(", "));
  }
}
