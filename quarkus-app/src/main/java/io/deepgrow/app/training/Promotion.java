package io.deepgrow.app.training;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.registry.IncomingModel;
import io.deepgrow.app.registry.VersionView;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** Makes a version of a model from what a run has learnt. */
@ApplicationScoped
public class Promotion {

  private static final Logger LOG = Logger.getLogger(Promotion.class);
  private static final long PATIENCE_SECONDS = 600;
  private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final int LONGEST = 200;

  /**
   * What a version is called.
   *
   * @param model the id of the model; one that there is gets a new version
   * @param version in the words of who runs the service
   * @param title for people
   * @param licence of the weights
   */
  public record Naming(String model, String version, String title, String licence) {

    /**
     * Refuses what no descriptor takes.
     *
     * @throws ApiException {@code request.malformed}
     */
    Naming checked() {
      if (!MODEL.matcher(model).matches()) {
        throw new ApiException(
            ErrorCode.BAD_REQUEST, "model has small letters, digits, dots, dashes, at most 64");
      }
      for (String text : List.of(version, title, licence)) {
        // a word that begins with a dash would be an option of the command line
        if (text.isBlank() || text.length() > LONGEST || text.strip().startsWith("-")) {
          throw new ApiException(
              ErrorCode.BAD_REQUEST, "version, title and licence have 1 to 200 characters");
        }
      }
      return this;
    }
  }

  private final TrainingRuns runs;
  private final RunFolders folders;
  private final TrainConfig config;
  private final IncomingModel incoming;
  private final AuditTrail audit;
  private final CurrentCaller callers;

  Promotion(
      TrainingRuns runs,
      RunFolders folders,
      TrainConfig config,
      IncomingModel incoming,
      AuditTrail audit,
      CurrentCaller callers) {
    this.runs = runs;
    this.folders = folders;
    this.config = config;
    this.incoming = incoming;
    this.audit = audit;
    this.callers = callers;
  }

  /**
   * Adds a version of the best weights of a run at validation, or of the last.
   *
   * @throws ApiException {@code training.not_found}, {@code training.not_done} when it has not gone
   *     well or its folder is elsewhere, {@code model.refused}, {@code model.exists}
   */
  public VersionView promote(UUID id, Naming naming) {
    AccessPolicy.requireEverywhere(callers.get(), Role.ADMIN);
    naming.checked();
    RunView run = runs.get(id);
    if (run.state() != RunState.DONE) {
      throw new ApiException(
          ErrorCode.TRAINING_NOT_DONE, "Run " + id + " is " + run.state() + " and not DONE");
    }
    folders.requireCommand();
    Path export = folders.export(id);
    Path model = export.resolve(naming.model());
    RunFolders.delete(export);
    try {
      export(run, naming, model);
      VersionView version = incoming.addFolder(model, id);
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  audit.record(
                      "training.promoted",
                      new AuditObject(TrainingRuns.TYPE, id.toString()),
                      "version " + version.id()));
      return version;
    } finally {
      RunFolders.delete(export);
    }
  }

  private void export(RunView run, Naming naming, Path model) {
    Path folder = folders.run(run.id());
    String which = Files.isRegularFile(folder.resolve("best.snapshot")) ? "best" : "last";
    List<String> command = new ArrayList<>(config.command());
    command.addAll(
        List.of(
            "export",
            "--run",
            folder.toString(),
            "--snapshot",
            which,
            "--out",
            model.toString(),
            "--data",
            data(run),
            "--title",
            naming.title().strip(),
            "--licence",
            naming.licence().strip(),
            "--model-version",
            naming.version().strip()));
    try {
      TrainingProcess process = TrainingProcess.start(command, folders.log(run.id()));
      if (!process.await(PATIENCE_SECONDS)) {
        process.end();
        throw notDone(run, "took too long");
      }
      if (process.exitValue() != 0) {
        throw notDone(run, "ended with " + process.exitValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notDone(run, "was interrupted");
    }
  }

  private static String data(RunView run) {
    String what = run.dataKind() == DataKind.PROJECT ? "Labels of project " : "Data set ";
    return what
        + Path.of(run.data()).getFileName()
        + ", SHA-256 "
        + run.dataSha256()
        + ", training run "
        + run.id();
  }

  private ApiException notDone(RunView run, String how) {
    LOG.errorf(
        "the export of run %s %s: %s",
        run.id(), how, RunProgress.read(folders.log(run.id())).lines());
    return new ApiException(
        ErrorCode.TRAINING_NOT_DONE,
        "The export of run " + run.id() + " " + how + "; its log on the service's disk says why");
  }
}
