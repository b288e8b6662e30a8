package io.deepgrow.command;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.picture.GreyWindow;
import io.deepgrow.volume.picture.OverlayImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Three cuts through the middle of a mask, as a PNG file. */
final class OverlayPng {

  private OverlayPng() {}

  static void write(Volume volume, Mask mask, int rgb, Path file) throws IOException {
    OverlayImage overlay = new OverlayImage(volume, GreyWindow.ABDOMEN);
    try (OutputStream out = Files.newOutputStream(file)) {
      OverlayImage.writePng(overlay.renderThrough(mask, middle(mask), rgb), out);
    }
  }

  /** The voxel of the mask nearest to its centre of mass; the grid's centre for an empty mask. */
  static VoxelIndex middle(Mask mask) {
    GridSize size = mask.size();
    double count = 0;
    double si = 0;
    double sj = 0;
    double sk = 0;
    for (int flat = 0; flat < size.arrayLength(); flat++) {
      if (mask.get(flat)) {
        VoxelIndex voxel = size.voxel(flat);
        count++;
        si += voxel.i();
        sj += voxel.j();
        sk += voxel.k();
      }
    }
    if (count == 0) {
      return new VoxelIndex(size.i() / 2, size.j() / 2, size.k() / 2);
    }
    VoxelIndex best = VoxelIndex.ORIGIN;
    double nearest = Double.POSITIVE_INFINITY;
    for (int flat = 0; flat < size.arrayLength(); flat++) {
      if (mask.get(flat)) {
        VoxelIndex voxel = size.voxel(flat);
        double di = voxel.i() - si / count;
        double dj = voxel.j() - sj / count;
        double dk = voxel.k() - sk / count;
        double distance = di * di + dj * dj + dk * dk;
        if (distance < nearest) {
          nearest = distance;
          best = voxel;
        }
      }
    }
    return best;
  }
}
