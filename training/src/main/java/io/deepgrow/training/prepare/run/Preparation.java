package io.deepgrow.training.prepare.run;

import io.deepgrow.training.prepare.Finding;
import io.deepgrow.training.prepare.PrepareException;
import io.deepgrow.training.prepare.patch.CaseResult;
import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.LabelStatistics;
import io.deepgrow.training.prepare.patch.PatchRecord;
import io.deepgrow.training.prepare.patch.PatchStore;
import io.deepgrow.training.prepare.source.Listing;
import io.deepgrow.training.prepare.source.SourceCase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Prepares a dataset: volumes in parallel, as many in memory as there are jobs. Interrupted at any
 * moment, the next run with the same settings goes on and ends with the same bytes.
 */
public final class Preparation {

  private final PrepareSettings settings;
  private final PatchStore store;
  private final PrepareProgress progress;

  /**
   * A preparation.
   *
   * @param out folder for patches and index, also of an interrupted run
   */
  public Preparation(PrepareSettings settings, Path out, PrepareProgress progress) {
    this.settings = settings;
    this.store = new PatchStore(out);
    this.progress = progress;
  }

  /**
   * Prepares the volumes and writes the index.
   *
   * @return the index, also in a dry run
   * @throws PrepareException at the first defect, where defects are to fail, or when no patch came
   *     out
   * @throws IOException when the folder can't be written
   */
  public DatasetIndex run(Listing listing) throws IOException {
    refuse(listing.defects());
    if (settings.dryRun()) {
      return work(listing);
    }
    try (FileChannel lock = store.open()) {
      DatasetIndex index = work(listing);
      store.finish(index);
      return index;
    }
  }

  private DatasetIndex work(Listing listing) throws IOException {
    List<SourceCase> cases = listing.cases();
    if (settings.limit() > 0 && settings.limit() < cases.size()) {
      cases = cases.subList(0, settings.limit());
    }
    progress.started(cases.size());
    DatasetIndex index = index(listing, prepareAll(cases));
    if (index.training().isEmpty() && index.validation().isEmpty()) {
      throw new PrepareException(
          index.defects().isEmpty()
              ? "The input holds no labelled volume"
              : "No patch came out; the first reason: " + index.defects().get(0));
    }
    return index;
  }

  private void refuse(List<Finding> defects) {
    if (settings.onError() == ErrorPolicy.FAIL && !defects.isEmpty()) {
      throw new PrepareException(defects.get(0).toString());
    }
  }

  private List<CaseResult> prepareAll(List<SourceCase> cases) throws IOException {
    CasePreparation preparation = new CasePreparation(settings, store);
    ExecutorService workers = Executors.newFixedThreadPool(settings.jobs());
    AtomicBoolean stopped = new AtomicBoolean();
    try {
      List<Future<Optional<CaseResult>>> futures = new ArrayList<>();
      for (SourceCase source : cases) {
        futures.add(workers.submit(() -> prepare(preparation, source, stopped)));
      }
      List<CaseResult> results = new ArrayList<>();
      for (Future<Optional<CaseResult>> future : futures) {
        future.get().ifPresent(results::add);
      }
      return results;
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PrepareException("Interrupted; the next run goes on from here");
    } finally {
      stopped.set(true);
      finish(workers);
    }
  }

  private Optional<CaseResult> prepare(
      CasePreparation preparation, SourceCase source, AtomicBoolean stopped) throws IOException {
    if (stopped.get()) {
      return Optional.empty();
    }
    boolean fine = false;
    try {
      CaseResult result = preparation.prepare(source);
      synchronized (progress) {
        progress.finished(result);
      }
      refuse(result.defects());
      fine = true;
      return Optional.of(result);
    } finally {
      if (!fine) {
        stopped.set(true);
      }
    }
  }

  /** Lets volumes under way come to their end, so that nothing is written after the return. */
  private static void finish(ExecutorService workers) {
    workers.shutdown();
    boolean interrupted = false;
    while (!workers.isTerminated()) {
      try {
        if (workers.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static IOException rethrown(@Nullable Throwable cause) {
    if (cause instanceof RuntimeException e) {
      throw e;
    }
    if (cause instanceof Error e) {
      throw e;
    }
    return cause instanceof IOException e ? e : new IOException(cause);
  }

  private DatasetIndex index(Listing listing, List<CaseResult> results) {
    List<PatchRecord> all = results.stream().flatMap(r -> r.records().stream()).toList();
    Set<String> groups =
        GroupSplit.training(
            all.stream().map(PatchRecord::group).toList(), settings.fraction(), settings.seed());
    List<PatchRecord> training = all.stream().filter(r -> groups.contains(r.group())).toList();
    List<PatchRecord> validation = all.stream().filter(r -> !groups.contains(r.group())).toList();
    List<Finding> defects = new ArrayList<>(listing.defects());
    results.forEach(r -> defects.addAll(r.defects()));
    return new DatasetIndex(
        DatasetIndex.FORMAT,
        DatasetIndex.TOOL,
        listing.layout(),
        settings.cut(),
        settings.fraction(),
        settings.seed(),
        LabelStatistics.of(training, validation),
        training,
        validation,
        defects,
        results.stream().flatMap(r -> r.warnings().stream()).toList());
  }
}
