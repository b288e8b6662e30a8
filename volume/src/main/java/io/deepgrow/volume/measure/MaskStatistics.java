package io.deepgrow.volume.measure;

import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.util.OptionalDouble;

/**
 * What a mask holds of a volume.
 *
 * @param voxels in the mask
 * @param millilitres volume of the mask
 * @param meanHu mean value of the voxels in Hounsfield units; empty for an empty mask
 */
public record MaskStatistics(long voxels, double millilitres, OptionalDouble meanHu) {

  /**
   * Counts and averages; reads the volume only where the mask has voxels.
   *
   * @throws IllegalArgumentException when mask and volume have different sizes
   */
  public static MaskStatistics of(Volume volume, Mask mask) {
    if (!volume.size().equals(mask.size())) {
      throw new IllegalArgumentException(
          "A mask of " + mask.size() + " does not fit a volume of " + volume.size());
    }
    short[] values = volume.voxels();
    long[] words = mask.words();
    long voxels = 0;
    long sum = 0;
    for (int w = 0; w < words.length; w++) {
      for (long word = words[w]; word != 0; word &= word - 1) {
        sum += values[(w << 6) + Long.numberOfTrailingZeros(word)];
        voxels++;
      }
    }
    return new MaskStatistics(
        voxels,
        voxels * mask.geometry().spacing().voxelVolume() / 1000,
        voxels == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) sum / voxels));
  }
}
