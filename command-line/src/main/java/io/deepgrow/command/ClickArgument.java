package io.deepgrow.command;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Locale;

/**
 * A click as typed: three numbers with commas, then {@code :neg} for a negative one.
 *
 * @param patient whether the numbers are LPS millimetres rather than column, row, slice
 */
record ClickArgument(ClickKind kind, double a, double b, double c, boolean patient) {

  static ClickArgument parse(String text, boolean patient) {
    String[] halves = text.trim().split(":", -1);
    String[] numbers = halves[0].split(",", -1);
    if (halves.length > 2 || numbers.length != 3) {
      throw unreadable(text, patient);
    }
    ClickKind kind = halves.length == 1 ? ClickKind.POSITIVE : kind(halves[1], text, patient);
    try {
      double[] parsed = new double[3];
      for (int n = 0; n < 3; n++) {
        String number = numbers[n].trim();
        parsed[n] = patient ? Double.parseDouble(number) : Integer.parseInt(number);
      }
      return new ClickArgument(kind, parsed[0], parsed[1], parsed[2], patient);
    } catch (NumberFormatException e) {
      throw unreadable(text, patient);
    }
  }

  private static ClickKind kind(String word, String text, boolean patient) {
    return switch (word.trim().toLowerCase(Locale.ROOT)) {
      case "neg", "negative" -> ClickKind.NEGATIVE;
      case "pos", "positive" -> ClickKind.POSITIVE;
      default -> throw unreadable(text, patient);
    };
  }

  private static UserError unreadable(String text, boolean patient) {
    String form = patient ? "x,y,z in LPS millimetres" : "column,row,slice from zero";
    return new UserError(
        "Click '" + text + "' can't be read: write " + form + ", then :neg for a negative one");
  }

  /** The click in a volume. */
  Click in(VolumeGeometry geometry) {
    VoxelIndex voxel =
        patient
            ? geometry.toIndex(new PatientPoint(a, b, c)).nearest()
            : new VoxelIndex((int) a, (int) b, (int) c);
    if (!geometry.contains(voxel)) {
      throw new UserError(
          String.format(
              Locale.ROOT,
              "Click at voxel %d,%d,%d lies outside the volume of %d×%d×%d voxels",
              voxel.i(),
              voxel.j(),
              voxel.k(),
              geometry.size().i(),
              geometry.size().j(),
              geometry.size().k()));
    }
    return new Click(kind, voxel);
  }
}
