package io.deepgrow.volume.picture;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Plane;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A cut through a CT with a mask painted over it: a tinted filling and a solid outline. */
public final class OverlayImage {

  private static final double FILL = 0.35;

  private final Volume volume;
  private final GreyWindow window;

  public OverlayImage(Volume volume, GreyWindow window) {
    this.volume = volume;
    this.window = window;
  }

  /**
   * A mask as it is painted.
   *
   * @param rgb its colour, 0xRRGGBB
   */
  public record Painted(Mask mask, int rgb) {}

  /**
   * One cut with square pixels.
   *
   * @param index which cut, from zero
   * @param rgb the mask's colour, 0xRRGGBB
   * @throws IndexOutOfBoundsException when the volume has no such cut
   */
  public BufferedImage render(Mask mask, Plane plane, int index, int rgb) {
    return render(List.of(new Painted(mask, rgb)), plane, index);
  }

  /**
   * One cut with several masks, each over those before it.
   *
   * @param index which cut, from zero
   * @throws IndexOutOfBoundsException when the volume has no such cut
   */
  public BufferedImage render(List<Painted> masks, Plane plane, int index) {
    GridSize size = volume.size();
    if (index < 0 || index >= plane.depth(size)) {
      throw new IndexOutOfBoundsException(
          "Cut " + index + " of " + plane.depth(size) + " does not exist");
    }
    int width = plane.width(size);
    int height = plane.height(size);
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int flat = plane.flat(size, x, y, index);
        int grey = window.grey(volume.voxels()[flat]);
        int pixel = grey * 0x010101;
        for (Painted painted : masks) {
          if (painted.mask().get(flat)) {
            boolean outline = onOutline(painted.mask(), plane, x, y, index);
            pixel = blend(pixel, painted.rgb(), outline ? 1 : FILL);
          }
        }
        image.setRGB(x, y, pixel);
      }
    }
    return square(image, plane);
  }

  private boolean onOutline(Mask mask, Plane plane, int x, int y, int index) {
    GridSize size = volume.size();
    return x == 0
        || y == 0
        || x == plane.width(size) - 1
        || y == plane.height(size) - 1
        || !mask.get(plane.flat(size, x - 1, y, index))
        || !mask.get(plane.flat(size, x + 1, y, index))
        || !mask.get(plane.flat(size, x, y - 1, index))
        || !mask.get(plane.flat(size, x, y + 1, index));
  }

  private static int blend(int under, int over, double share) {
    int result = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int a = under >> shift & 0xFF;
      int b = over >> shift & 0xFF;
      result |= (int) Math.round(a + (b - a) * share) << shift;
    }
    return result;
  }

  private BufferedImage square(BufferedImage image, Plane plane) {
    double across = plane.pixelWidth(volume.geometry().spacing());
    double down = plane.pixelHeight(volume.geometry().spacing());
    double unit = Math.min(across, down);
    int width = (int) Math.max(1, Math.round(image.getWidth() * across / unit));
    int height = (int) Math.max(1, Math.round(image.getHeight() * down / unit));
    if (width == image.getWidth() && height == image.getHeight()) {
      return image;
    }
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }

  /** Axial, coronal and sagittal cuts through one voxel, side by side. */
  public BufferedImage renderThrough(Mask mask, VoxelIndex voxel, int rgb) {
    int width = 0;
    int height = 0;
    List<BufferedImage> cuts = new ArrayList<>();
    for (Plane plane : Plane.values()) {
      BufferedImage cut = render(mask, plane, plane.indexOf(voxel), rgb);
      cuts.add(cut);
      width += cut.getWidth();
      height = Math.max(height, cut.getHeight());
    }
    BufferedImage all = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = all.createGraphics();
    int x = 0;
    for (BufferedImage cut : cuts) {
      graphics.drawImage(cut, x, (height - cut.getHeight()) / 2, null);
      x += cut.getWidth();
    }
    graphics.dispose();
    return all;
  }

  /** Writes an image as PNG. */
  public static void writePng(BufferedImage image, OutputStream out) throws IOException {
    ImageIO.write(image, "png", out);
  }
}
