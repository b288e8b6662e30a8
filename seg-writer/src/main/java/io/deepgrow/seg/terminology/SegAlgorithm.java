package io.deepgrow.seg.terminology;

/**
 * How a segment came about: type, name and version of the model; no name when drawn by hand.
 *
 * @param parameters what steered it (0066,0032), such as its clicks; may be empty
 */
public record SegAlgorithm(AlgorithmType type, String name, String version, String parameters) {

  /** Characters that {@link #parameters} may have: those of the value representation LT. */
  public static final int MAX_PARAMETERS = 10240;

  private static final int MAX_LONG_STRING = 64;

  public SegAlgorithm {
    if (type != AlgorithmType.MANUAL) {
      check("name", name);
      check("version", version);
    }
    if (parameters.length() > MAX_PARAMETERS) {
      throw new IllegalArgumentException(
          "Algorithm parameters have at most " + MAX_PARAMETERS + " characters");
    }
  }

  public static SegAlgorithm manual() {
    return new SegAlgorithm(AlgorithmType.MANUAL, "", "", "");
  }

  /** A model steered by clicks. */
  public static SegAlgorithm semiautomatic(String name, String version) {
    return new SegAlgorithm(AlgorithmType.SEMIAUTOMATIC, name, version, "");
  }

  public static SegAlgorithm automatic(String name, String version) {
    return new SegAlgorithm(AlgorithmType.AUTOMATIC, name, version, "");
  }

  /** The same, steered by these. */
  public SegAlgorithm withParameters(String text) {
    return new SegAlgorithm(type, name, version, text);
  }

  private static void check(String what, String text) {
    if (text.isBlank() || text.length() > MAX_LONG_STRING || text.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "An algorithm " + what + " has 1 to 64 characters and no backslash: '" + text + "'");
    }
  }
}
