package io.deepgrow.seg;

/** How a segment came about: type, name and version of the model; no name when drawn by hand. */
public record SegAlgorithm(AlgorithmType type, String name, String version) {

  private static final int MAX_LONG_STRING = 64;

  public SegAlgorithm {
    if (type != AlgorithmType.MANUAL) {
      check("name", name);
      check("version", version);
    }
  }

  public static SegAlgorithm manual() {
    return new SegAlgorithm(AlgorithmType.MANUAL, "", "");
  }

  /** A model steered by clicks. */
  public static SegAlgorithm semiautomatic(String name, String version) {
    return new SegAlgorithm(AlgorithmType.SEMIAUTOMATIC, name, version);
  }

  public static SegAlgorithm automatic(String name, String version) {
    return new SegAlgorithm(AlgorithmType.AUTOMATIC, name, version);
  }

  private static void check(String what, String text) {
    if (text.isBlank() || text.length() > MAX_LONG_STRING || text.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "An algorithm " + what + " has 1 to 64 characters and no backslash: '" + text + "'");
    }
  }
}
