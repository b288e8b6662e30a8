package io.deepgrow.app.agreement;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.measure.Dice;
import io.deepgrow.volume.measure.SurfaceDistance;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How far two masks on one grid are apart.
 *
 * @param dice 0 to 1; null where both are empty
 * @param hausdorff95 the larger of both 95th percentiles of the distances between the surfaces, in
 *     mm; null where one has no surface
 * @param meanDistance the mean distance between the surfaces (ASSD), in mm; null as above
 * @param volume of the first, in ml
 * @param otherVolume of the second, in ml
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MaskAgreement(
    @Nullable Double dice,
    @Nullable Double hausdorff95,
    @Nullable Double meanDistance,
    double volume,
    double otherVolume) {

  private static final double MICROLITRES = 1000;

  /**
   * Compares two masks.
   *
   * @throws IllegalArgumentException when their grids differ in size
   */
  public static MaskAgreement of(Mask one, Mask other) {
    OptionalDouble dice = Dice.of(one, other);
    Optional<SurfaceDistance> surfaces = SurfaceDistance.between(one, other);
    return new MaskAgreement(
        dice.isPresent() ? (Double) dice.getAsDouble() : null,
        surfaces.map(SurfaceDistance::hd95).orElse(null),
        surfaces.map(SurfaceDistance::mean).orElse(null),
        millilitres(one),
        millilitres(other));
  }

  /** The same seen from the other side. */
  MaskAgreement swapped() {
    return new MaskAgreement(dice, hausdorff95, meanDistance, otherVolume, volume);
  }

  private static double millilitres(Mask mask) {
    return mask.count() * mask.geometry().spacing().voxelVolume() / MICROLITRES;
  }

  /** By how much the first is the larger, in ml. */
  public double volumeDifference() {
    return volume - otherVolume;
  }
}
