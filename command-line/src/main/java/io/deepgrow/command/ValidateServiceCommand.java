package io.deepgrow.command;

import io.deepgrow.clicks.ClickSimulator;
import io.deepgrow.clicks.ClickStrategy;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import io.deepgrow.volume.resample.Reorient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code deepgrow validate-service}: the same as validate, but by HTTP through a service. */
@Command(
    name = "validate-service",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Clicks by HTTP in a session on a running service and prints the Dice after each click.",
      "With --store it stores the SEG and waits until it is VERIFIED.",
    })
public final class ValidateServiceCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Mixin private final ServiceOptions called = new ServiceOptions();

  @Option(names = "--study", required = true, paramLabel = "UID", description = "Study of the CT.")
  private String study = "";

  @Option(
      names = "--series",
      required = true,
      paramLabel = "UID",
      description = "Series of the CT.")
  private String series = "";

  @Option(
      names = "--labels",
      required = true,
      paramLabel = "FILE",
      description = "The truth as .nii, .nii.gz or .nrrd.")
  private Path labels = Path.of(".");

  @Option(
      names = "--label",
      paramLabel = "N",
      defaultValue = "1",
      description = "Label value (default: ${DEFAULT-VALUE}).")
  private int label;

  @Option(
      names = "--structure",
      paramLabel = "ID",
      defaultValue = "unknown_structure",
      description = "What to store it as (default: ${DEFAULT-VALUE}).")
  private String structure = "";

  @Option(
      names = "--clicks",
      paramLabel = "N",
      defaultValue = "10",
      description = "At most so many clicks (default: ${DEFAULT-VALUE}).")
  private int clickCount;

  @Option(
      names = "--at-least",
      paramLabel = "DICE",
      defaultValue = "0",
      description = "Exit with an error when the last Dice is lower.")
  private double atLeast;

  @Option(names = "--store", description = "Store the SEG and wait until it is verified.")
  private boolean store;

  @Option(names = "--png", paramLabel = "FILE", description = "Fetch an overlay of the mask.")
  private @Nullable Path png;

  @Override
  public Integer call() throws IOException {
    if (clickCount < 1) {
      throw new UserError("--clicks takes 1 or more, not " + clickCount);
    }
    Outputs.file(png);
    ServiceClient service = called.client();
    ServiceClient.Session session = service.open(study, series);
    print(
        "session %s on %d×%d×%d voxels",
        session.id(),
        session.geometry().size().i(),
        session.geometry().size().j(),
        session.geometry().size().k());
    Mask truth = Mask.ofLabel(Reorient.onto(VolumeFiles.read(labels), session.geometry()), label);
    if (truth.isEmpty()) {
      throw new UserError("Label " + label + " has no voxel inside the series");
    }
    int segment = service.addSegment(session, structure);
    double dice = clicks(service, session, segment, truth);
    Path picture = png;
    if (picture != null) {
      Files.write(picture, service.overlay(session, segment));
      print("overlay %s", picture);
    }
    if (store) {
      ServiceClient.Result result = service.store(session);
      print("SEG %s %s", result.sopInstanceUid(), result.state());
      if (!result.state().equals("VERIFIED")) {
        throw new UserError("The SEG is " + result.state() + ": " + result.reason());
      }
    }
    if (dice < atLeast) {
      throw new UserError(
          String.format(Locale.ROOT, "Dice %.4f is below the required %.2f", dice, atLeast));
    }
    return 0;
  }

  private double clicks(
      ServiceClient service, ServiceClient.Session session, int segment, Mask truth) {
    ClickSimulator simulator = new ClickSimulator(ClickStrategy.IDEAL, 1);
    Mask mask = Mask.empty(session.geometry());
    double dice = 0;
    for (int n = 1; n <= clickCount; n++) {
      Optional<Click> next = simulator.next(truth, mask);
      if (next.isEmpty()) {
        break;
      }
      long start = System.nanoTime();
      mask = service.click(session, segment, next.get(), mask);
      double ms = (System.nanoTime() - start) / 1e6;
      dice = Dice.of(mask, truth).orElse(1);
      print(
          "click %d  %-8s  %4.0f ms  Dice %.4f",
          n, next.get().kind().name().toLowerCase(Locale.ROOT), ms, dice);
    }
    return dice;
  }

  private void print(String format, Object... arguments) {
    if (spec != null) {
      spec.commandLine().getOut().println(String.format(Locale.ROOT, format, arguments));
      spec.commandLine().getOut().flush();
    }
  }
}
