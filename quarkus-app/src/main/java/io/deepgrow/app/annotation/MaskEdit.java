package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.volume.edit.Interpolation;
import io.deepgrow.volume.edit.Islands;
import io.deepgrow.volume.edit.Margin;
import io.deepgrow.volume.edit.Smoothing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.mask.MaskRepair;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A correction of a whole mask that a client can request. */
@FunctionalInterface
interface MaskEdit {

  MaskEdit FILL_HOLES = (mask, volume) -> MaskRepair.fillHoles(mask);
  MaskEdit LARGEST_COMPONENT = (mask, volume) -> MaskRepair.largestComponent(mask);

  /** The corrected mask, of one in a volume. */
  Mask apply(Mask mask, Volume volume);

  /**
   * What to correct.
   *
   * @param operation one of {@link #OPERATIONS}
   * @param millimetres of smooth from 0.1 to 20, of margin from −30 to 30 and not 0
   * @param millilitres of remove-islands from 0.001 to 10000
   * @param lowest of threshold, a value of the volume, HU for CT
   * @param highest of threshold
   */
  record Request(
      @Nullable String operation,
      @Nullable Double millimetres,
      @Nullable Double millilitres,
      @Nullable Integer lowest,
      @Nullable Integer highest) {

    static final List<String> OPERATIONS =
        List.of(
            "fill-holes",
            "largest-component",
            "interpolate",
            "smooth",
            "margin",
            "remove-islands",
            "threshold");

    /**
     * The edit.
     *
     * @throws ApiException {@code request.malformed} for another operation, and for a figure that
     *     is missing, out of range or of another operation
     */
    MaskEdit edit() {
      int given = count(millimetres) + count(millilitres) + count(lowest) + count(highest);
      return switch (String.valueOf(operation)) {
        case "fill-holes" -> alone(FILL_HOLES, given);
        case "largest-component" -> alone(LARGEST_COMPONENT, given);
        case "interpolate" -> alone((mask, volume) -> Interpolation.between(mask), given);
        case "smooth" -> {
          double sigma = figure("millimetres", millimetres, 0.1, 20, given);
          yield (mask, volume) -> Smoothing.of(mask, sigma);
        }
        case "margin" -> {
          double reach = figure("millimetres", millimetres, -30, 30, given);
          require(reach != 0, "millimetres of margin is not 0");
          yield (mask, volume) -> Margin.of(mask, reach);
        }
        case "remove-islands" -> {
          double least = figure("millilitres", millilitres, 0.001, 10_000, given);
          yield (mask, volume) -> Islands.without(mask, least);
        }
        case "threshold" -> threshold(given);
        default -> throw malformed("operation is one of " + OPERATIONS);
      };
    }

    private MaskEdit threshold(int given) {
      if (lowest == null || highest == null || given != 2 || lowest > highest) {
        throw malformed("threshold takes lowest and highest, the lower one first, and no other");
      }
      int low = lowest;
      int high = highest;
      return (mask, volume) -> withinRange(mask, volume, low, high);
    }

    private static Mask withinRange(Mask mask, Volume volume, int low, int high) {
      Mask out = mask.copy();
      short[] values = volume.voxels();
      mask.boundingBox()
          .ifPresent(
              box -> {
                int from = mask.size().flat(box.start());
                int last = mask.size().flat(box.end().plus(-1, -1, -1));
                for (int n = from; n <= last; n++) {
                  if (mask.get(n) && (values[n] < low || values[n] > high)) {
                    out.set(mask.size().voxel(n), false);
                  }
                }
              });
      return out;
    }

    private static int count(@Nullable Number figure) {
      return Optional.ofNullable(figure).isPresent() ? 1 : 0;
    }

    private MaskEdit alone(MaskEdit edit, int given) {
      require(given == 0, operation + " takes no figure");
      return edit;
    }

    private double figure(
        String name, @Nullable Double value, double least, double most, int given) {
      if (value == null || given != 1 || !(value >= least && value <= most)) {
        throw malformed(
            "%s takes %s from %s to %s, and no other figure"
                .formatted(operation, name, least, most));
      }
      return value;
    }

    private static void require(boolean holds, String what) {
      if (!holds) {
        throw malformed(what);
      }
    }

    private static ApiException malformed(String what) {
      return new ApiException(ErrorCode.BAD_REQUEST, what);
    }
  }
}
