package io.deepgrow.training.prepare.patch;

import io.deepgrow.example.Example;
import io.deepgrow.volume.grid.Plane;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.picture.GreyWindow;
import io.deepgrow.volume.picture.OverlayImage;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** One picture of many patches: the cut of each where its label is largest, and its name. */
public final class ContactSheet {

  private static final int CELL = 160;
  private static final int CAPTION = 30;
  private static final int COLUMNS = 10;
  private static final int GREEN = 0x33dd66;

  private ContactSheet() {}

  /** A patch and two lines below it. */
  public record Cell(Example example, String title, String subtitle) {}

  /** Where the cells come from. */
  @FunctionalInterface
  public interface Cells {
    Cell cell(int n) throws IOException;
  }

  /**
   * Draws patches evenly picked from the whole dataset.
   *
   * @param most patches to show
   */
  public static void write(PreparedDataset dataset, int most, Path file) throws IOException {
    List<PatchRecord> all = new ArrayList<>(dataset.training());
    all.addAll(dataset.validation());
    int count = Math.min(most, all.size());
    write(
        count,
        n -> {
          PatchRecord patch = all.get((int) ((long) n * all.size() / count));
          return new Cell(dataset.load(patch), patch.labelName(), patch.caseId());
        },
        file);
  }

  /** Draws so many cells, in rows of ten. */
  public static void write(int count, Cells cells, Path file) throws IOException {
    int columns = Math.min(COLUMNS, count);
    int rows = (count + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(columns * CELL, rows * (CELL + CAPTION), BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = sheet.createGraphics();
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    for (int n = 0; n < count; n++) {
      cell(graphics, cells.cell(n), n % columns * CELL, n / columns * (CELL + CAPTION));
    }
    graphics.dispose();
    Path absolute = file.toAbsolutePath();
    Files.createDirectories(absolute.getParent());
    Path partial = absolute.resolveSibling(file.getFileName() + ".partial");
    try (OutputStream out = Files.newOutputStream(partial)) {
      OverlayImage.writePng(sheet, out);
    }
    Files.move(
        partial, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void cell(Graphics2D graphics, Cell cell, int x, int y) {
    Example example = cell.example();
    OverlayImage overlay = new OverlayImage(example.volume(), GreyWindow.ABDOMEN);
    BufferedImage cut =
        overlay.render(example.mask(), Plane.AXIAL, largestCut(example.mask()), GREEN);
    double scale = (double) (CELL - 2) / Math.max(cut.getWidth(), cut.getHeight());
    graphics.drawImage(
        cut,
        x + 1,
        y + 1,
        (int) Math.round(cut.getWidth() * scale),
        (int) Math.round(cut.getHeight() * scale),
        null);
    graphics.setColor(Color.WHITE);
    graphics.drawString(shortened(cell.title()), x + 3, y + CELL + 11);
    graphics.setColor(Color.LIGHT_GRAY);
    graphics.drawString(shortened(cell.subtitle()), x + 3, y + CELL + 24);
  }

  private static String shortened(String text) {
    return text.length() <= 26 ? text : "…" + text.substring(text.length() - 25);
  }

  private static int largestCut(Mask mask) {
    int slice = mask.size().i() * mask.size().j();
    int best = 0;
    int most = -1;
    for (int k = 0; k < mask.size().k(); k++) {
      int count = 0;
      for (int n = 0; n < slice; n++) {
        count += mask.get(k * slice + n) ? 1 : 0;
      }
      if (count > most) {
        most = count;
        best = k;
      }
    }
    return best;
  }
}
