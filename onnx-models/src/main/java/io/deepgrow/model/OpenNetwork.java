package io.deepgrow.model;

/** A network that is ready to run, here or elsewhere, until it is closed. Safe for many threads. */
public interface OpenNetwork extends Network, AutoCloseable {

  /** Where it runs. */
  Provider provider();

  /** Waits for runs in progress and lets go of what it holds; later runs are refused. */
  @Override
  void close();
}
