package io.deepgrow.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code Server-Timing} header of an answer: milliseconds by step. */
final class ServerTimings {

  private static final Pattern STEP = Pattern.compile("([A-Za-z0-9_-]+)\\s*;\\s*dur=([0-9.]+)");

  private ServerTimings() {}

  static Map<String, Double> parse(String header) {
    Map<String, Double> steps = new LinkedHashMap<>();
    Matcher matcher = STEP.matcher(header);
    while (matcher.find()) {
      steps.merge(matcher.group(1), Double.parseDouble(matcher.group(2)), Double::sum);
    }
    return steps;
  }
}
