package io.deepgrow.model;

import java.util.EnumSet;
import java.util.List;

/**
 * How a network is run.
 *
 * @param providers in order of preference
 * @param required every listed provider must be there; otherwise a missing one is passed over and
 *     {@link OnnxNetwork#provider()} tells which is in use
 * @param threads threads inside one run on the CPU; 0 for one per core
 * @param spinning waiting threads burn a core for a lower latency
 * @param concurrentRuns runs at the same time; more wait
 * @param warmUpRuns runs on zeros while opening, so that the first click is not the slow one
 */
public record OnnxOptions(
    List<Provider> providers,
    boolean required,
    int threads,
    boolean spinning,
    int concurrentRuns,
    int warmUpRuns) {

  public OnnxOptions {
    providers = List.copyOf(providers);
    Valid.that(!providers.isEmpty(), "At least one provider is needed");
    Valid.that(
        EnumSet.copyOf(providers).size() == providers.size(),
        "Providers must not repeat: " + providers);
    Valid.that(threads >= 0 && threads <= 256, "Threads must be 0 to 256: " + threads);
    Valid.that(
        concurrentRuns >= 1 && concurrentRuns <= 64,
        "Concurrent runs must be 1 to 64: " + concurrentRuns);
    Valid.that(warmUpRuns >= 0 && warmUpRuns <= 16, "Warm-up must be 0 to 16 runs: " + warmUpRuns);
  }

  /** The CPU, a thread per core, spinning, one run at a time, one warm-up run. */
  public static OnnxOptions cpu() {
    return new OnnxOptions(List.of(Provider.CPU), true, 0, true, 1, 1);
  }

  public OnnxOptions withProviders(List<Provider> newProviders, boolean newRequired) {
    return new OnnxOptions(
        newProviders, newRequired, threads, spinning, concurrentRuns, warmUpRuns);
  }

  public OnnxOptions withThreads(int newThreads, boolean newSpinning) {
    return new OnnxOptions(
        providers, required, newThreads, newSpinning, concurrentRuns, warmUpRuns);
  }

  public OnnxOptions withConcurrentRuns(int newConcurrentRuns) {
    return new OnnxOptions(providers, required, threads, spinning, newConcurrentRuns, warmUpRuns);
  }

  public OnnxOptions withWarmUpRuns(int newWarmUpRuns) {
    return new OnnxOptions(providers, required, threads, spinning, concurrentRuns, newWarmUpRuns);
  }
}
