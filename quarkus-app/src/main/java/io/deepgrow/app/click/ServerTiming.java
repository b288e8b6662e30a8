package io.deepgrow.app.click;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where a request's time went, as the Server-Timing header says it. */
final class ServerTiming {

  private final Map<String, Long> nanos = new LinkedHashMap<>();

  ServerTiming add(String step, long more) {
    nanos.merge(step, more, Long::sum);
    return this;
  }

  String header() {
    return nanos.entrySet().stream()
        .map(e -> String.format(Locale.ROOT, "%s;dur=%.1f", e.getKey(), e.getValue() / 1e6))
        .collect(Collectors.joining(", "));
  }
}
