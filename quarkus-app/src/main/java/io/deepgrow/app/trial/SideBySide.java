package io.deepgrow.app.trial;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Plane;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.picture.GreyWindow;
import io.deepgrow.volume.picture.OverlayImage;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Two masks of a volume on the same slice, beside each other. */
final class SideBySide {

  private static final int LEFT = 0x3DD68C;
  private static final int RIGHT = 0xFFB020;
  private static final int GAP = 8;

  private SideBySide() {}

  /** The slice on which the two differ most, as PNG: the first in green, the second in orange. */
  static byte[] picture(Volume volume, Mask first, Mask second) {
    int k = slice(volume.size(), first, second);
    OverlayImage overlay = new OverlayImage(volume, GreyWindow.ABDOMEN);
    BufferedImage one = overlay.render(first, Plane.AXIAL, k, LEFT);
    BufferedImage other = overlay.render(second, Plane.AXIAL, k, RIGHT);
    BufferedImage both =
        new BufferedImage(
            one.getWidth() + GAP + other.getWidth(), one.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = both.createGraphics();
    graphics.drawImage(one, 0, 0, null);
    graphics.drawImage(other, one.getWidth() + GAP, 0, null);
    graphics.dispose();
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      OverlayImage.writePng(both, png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }

  /** Where they differ most; where they are the same, the slice with most of them. */
  static int slice(GridSize size, Mask first, Mask second) {
    int best = size.k() / 2;
    long most = 0;
    for (int k = 0; k < size.k(); k++) {
      long score = 0;
      int from = size.flat(0, 0, k);
      for (int n = from; n < from + size.i() * size.j(); n++) {
        boolean a = first.get(n);
        boolean b = second.get(n);
        score += a != b ? size.i() : a ? 1 : 0;
      }
      if (score > most) {
        most = score;
        best = k;
      }
    }
    return best;
  }
}
