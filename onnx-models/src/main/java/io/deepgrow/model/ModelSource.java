package io.deepgrow.model;

import java.io.IOException;
import java.io.InputStream;

/** Where one model's two files come from. */
interface ModelSource {

  /** The id that the place gives: the folder's name. */
  String id();

  /** A file of the model, to be closed by the caller. */
  InputStream open(String file) throws IOException;
}
