package io.deepgrow.app.training;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a run learns; what is null is as {@code deepgrow train} has it for such data.
 *
 * @param steps optimiser steps
 * @param patch edge of a patch in voxels
 * @param batch patches in a step
 * @param rate highest learning rate
 * @param fromModel a bundled model whose weights it begins with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingSettings(
    int steps,
    @Nullable Integer patch,
    @Nullable Integer batch,
    @Nullable Double rate,
    @Nullable String fromModel) {

  private static final int MOST_STEPS = 1_000_000;
  private static final int MOST_PATCH = 256;
  private static final int PATCH_UNIT = 16;
  private static final int MOST_BATCH = 64;
  private static final int MOST_BETWEEN = 500;
  private static final int POINTS = 20;
  private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** So many steps, all else as the trainer has it. */
  public static TrainingSettings of(int steps) {
    return new TrainingSettings(steps, null, null, null, null);
  }

  /**
   * Refuses what no trainer takes.
   *
   * @throws ApiException {@code request.malformed} with the name of the value
   */
  public TrainingSettings checked() {
    require(steps >= 1 && steps <= MOST_STEPS, "steps is 1 to " + MOST_STEPS);
    require(
        patch == null || (patch >= PATCH_UNIT && patch <= MOST_PATCH && patch % PATCH_UNIT == 0),
        "patch is a multiple of 16, at most " + MOST_PATCH);
    require(batch == null || (batch >= 1 && batch <= MOST_BATCH), "batch is 1 to " + MOST_BATCH);
    require(rate == null || (rate > 0 && rate <= 1), "rate is more than 0 and at most 1");
    require(
        fromModel == null || MODEL.matcher(fromModel).matches(),
        "fromModel is the id of a bundled model");
    return this;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new ApiException(ErrorCode.BAD_REQUEST, message);
    }
  }

  /** The options of {@code deepgrow train}. */
  List<String> options() {
    List<String> all = new ArrayList<>(List.of("--steps", Integer.toString(steps)));
    add(all, "--patch", patch);
    add(all, "--batch", batch);
    add(all, "--rate", rate == null ? null : String.format(Locale.ROOT, "%s", rate));
    add(all, "--from-model", fromModel);
    // a short run has points of its curves, too
    all.addAll(
        List.of(
            "--log-every",
            Integer.toString(Math.max(1, Math.min(MOST_BETWEEN / 10, steps / POINTS))),
            "--validate-every",
            Integer.toString(Math.max(1, Math.min(MOST_BETWEEN, steps / 4)))));
    return all;
  }

  private static void add(List<String> all, String name, @Nullable Object value) {
    if (value != null) {
      all.add(name);
      all.add(value.toString());
    }
  }
}
