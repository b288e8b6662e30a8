package io.deepgrow.training.prepare.source;

import java.io.IOException;

/** One labelled volume of the input, not read yet. */
public interface SourceCase {

  /** Name among the cases of one input, safe in file names. */
  String id();

  /** What stays together when training and validation are parted: a patient. */
  String group();

  /**
   * Where it comes from, with digests of its content.
   *
   * @throws IOException when a file can't be read
   */
  SourceFiles files() throws IOException;

  /**
   * Reads image and labels.
   *
   * @throws IOException when a file can't be read
   */
  LoadedCase load() throws IOException;
}
