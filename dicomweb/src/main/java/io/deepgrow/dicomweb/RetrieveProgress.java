package io.deepgrow.dicomweb;

/** Told of every object that has come. */
@FunctionalInterface
public interface RetrieveProgress {
  void instances(int done, int total);
}
