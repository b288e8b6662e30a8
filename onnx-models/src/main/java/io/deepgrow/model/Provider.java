package io.deepgrow.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Where a network runs: on a hardware back end of ONNX Runtime, or on an inference server. */
public enum Provider {
  CUDA,
  CPU,
  REMOTE;

  /**
   * Providers in order of preference from text such as {@code cuda,cpu}.
   *
   * @throws IllegalArgumentException for an unknown name
   */
  public static List<Provider> parse(String commaSeparated) {
    return Arrays.stream(commaSeparated.split(",", -1)).map(Provider::named).toList();
  }

  private static Provider named(String name) {
    for (Provider provider : List.of(CUDA, CPU)) {
      if (provider.name().equals(name.strip().toUpperCase(Locale.ROOT))) {
        return provider;
      }
    }
    throw new IllegalArgumentException(
        "Provider \"" + name.strip() + "\" is unknown; known are cuda and cpu");
  }
}
