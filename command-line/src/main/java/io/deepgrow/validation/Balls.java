package io.deepgrow.validation;

import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.util.List;

/**
 * The null model: never looks at the image. A voxel is inside within some radius of a positive
 * click, unless a negative click is nearer.
 *
 * @param radius in millimetres
 */
public record Balls(double radius) implements Segmenter {

  @Override
  public String name() {
    return "balls of %.0f mm".formatted(radius);
  }

  @Override
  public Mask segment(Volume volume, List<Click> clicks) {
    Mask mask = Mask.empty(volume.geometry());
    for (Click click : clicks) {
      if (click.isPositive()) {
        fill(mask, click, clicks);
      }
    }
    return mask;
  }

  private void fill(Mask mask, Click click, List<Click> clicks) {
    Spacing spacing = mask.geometry().spacing();
    GridSize size = mask.size();
    int di = (int) (radius / spacing.i());
    int dj = (int) (radius / spacing.j());
    int dk = (int) (radius / spacing.k());
    int ci = click.voxel().i();
    int cj = click.voxel().j();
    int ck = click.voxel().k();
    for (int k = Math.max(0, ck - dk); k <= Math.min(size.k() - 1, ck + dk); k++) {
      for (int j = Math.max(0, cj - dj); j <= Math.min(size.j() - 1, cj + dj); j++) {
        for (int i = Math.max(0, ci - di); i <= Math.min(size.i() - 1, ci + di); i++) {
          double own = squared(click, i, j, k, spacing);
          if (own <= radius * radius && nearerThanNegatives(own, clicks, i, j, k, spacing)) {
            mask.set(size.flat(i, j, k), true);
          }
        }
      }
    }
  }

  private static boolean nearerThanNegatives(
      double own, List<Click> clicks, int i, int j, int k, Spacing spacing) {
    for (Click click : clicks) {
      if (!click.isPositive() && squared(click, i, j, k, spacing) < own) {
        return false;
      }
    }
    return true;
  }

  private static double squared(Click click, int i, int j, int k, Spacing spacing) {
    double x = (click.voxel().i() - i) * spacing.i();
    double y = (click.voxel().j() - j) * spacing.j();
    double z = (click.voxel().k() - k) * spacing.k();
    return x * x + y * y + z * z;
  }
}
