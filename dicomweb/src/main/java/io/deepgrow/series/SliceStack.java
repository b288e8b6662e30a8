package io.deepgrow.series;

import io.deepgrow.volume.grid.Vector3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Slices sorted along their normal and checked to be evenly stacked (dicom positions, mm). */
final class SliceStack {

  private static final double SAME_POSITION = 0.01;
  private static final double ORIENTATION = 1e-4;

  /** By how much a slice may lie beside the line of the stack: part of the smaller pixel edge. */
  private static final double BESIDE = 0.1;

  private final List<DecodedSlice> slices;
  private final Vector3 normal;
  private final List<String> warnings = new ArrayList<>();

  private SliceStack(List<DecodedSlice> slices, Vector3 normal) {
    this.slices = slices;
    this.normal = normal;
  }

  /**
   * Sorts and checks.
   *
   * @throws SeriesException with the code of the first defect
   */
  static SliceStack of(List<DecodedSlice> unsorted) {
    SliceHeader first = unsorted.get(0).header();
    for (DecodedSlice slice : unsorted) {
      same(first, slice);
    }
    Vector3 normal = first.normal();
    List<DecodedSlice> sorted = new ArrayList<>(unsorted);
    sorted.sort(Comparator.comparingDouble(s -> s.header().along(normal)));
    SliceStack stack = new SliceStack(sorted, normal);
    stack.dropOrRefuseDuplicates();
    if (stack.slices.size() > 1) {
      stack.checkSteps();
      stack.checkLine();
    }
    return stack;
  }

  List<DecodedSlice> slices() {
    return slices;
  }

  List<String> warnings() {
    return warnings;
  }

  private static void same(SliceHeader first, DecodedSlice slice) {
    SliceHeader header = slice.header();
    double turned =
        Math.max(distance(first.row(), header.row()), distance(first.column(), header.column()));
    if (turned > ORIENTATION) {
      throw new SeriesException(
          "series.mixed_orientation",
          "The series mixes slices of different orientation, such as instance "
              + header.uid()
              + "; it is not one volume");
    }
    if (!first.frameOfReference().equals(header.frameOfReference())) {
      throw new SeriesException(
          "series.mixed_frame_of_reference",
          "The slices have several Frames of Reference, that of instance "
              + header.uid()
              + " is another one");
    }
    if (!first.stack().equals(header.stack())) {
      throw new SeriesException(
          "series.multi_stack", "The object holds several stacks; one is needed");
    }
    boolean spacing =
        close(first.rowSpacing(), header.rowSpacing())
            && close(first.columnSpacing(), header.columnSpacing());
    if (!spacing) {
      throw new SeriesException(
          "series.mixed_matrix",
          "The slices differ in Pixel Spacing, see instance " + header.uid());
    }
  }

  private static boolean close(double a, double b) {
    return Math.abs(a - b) <= 1e-4 * a;
  }

  private static double distance(Vector3 a, Vector3 b) {
    return Math.max(
        Math.abs(a.x() - b.x()), Math.max(Math.abs(a.y() - b.y()), Math.abs(a.z() - b.z())));
  }

  private double at(int k) {
    return slices.get(k).header().along(normal);
  }

  private void dropOrRefuseDuplicates() {
    int dropped = 0;
    for (int k = slices.size() - 1; k > 0; k--) {
      if (at(k) - at(k - 1) >= SAME_POSITION) {
        continue;
      }
      DecodedSlice one = slices.get(k - 1);
      DecodedSlice two = slices.get(k);
      if (!Arrays.equals(one.voxels(), two.voxels())) {
        boolean phases = !Objects.equals(one.header().phase(), two.header().phase());
        throw new SeriesException(
            "series.duplicate_positions",
            String.format(
                Locale.ROOT,
                "Two different slices, instances %s and %s, lie at %.2f mm along the normal%s",
                one.header().uid(),
                two.header().uid(),
                at(k),
                phases ? "; the series holds several phases, told apart by acquisition" : ""));
      }
      slices.remove(k);
      dropped++;
    }
    if (dropped > 0) {
      warnings.add(
          "series.duplicate_positions: "
              + (dropped == 1 ? "the same slice" : dropped + " slices")
              + " came twice; one of each was dropped");
    }
  }

  private void checkSteps() {
    double[] steps = steps();
    double median = median(steps);
    double worst = Arrays.stream(steps).map(s -> Math.abs(s - median)).max().orElse(0);
    if (worst > 0.05 * median) {
      refuseGaps(steps, median);
      throw new SeriesException(
          "series.irregular_spacing",
          String.format(
              Locale.ROOT,
              "Slice distances run from %.3f to %.3f mm, median %.3f mm; see instance %s",
              Arrays.stream(steps).min().orElse(0),
              Arrays.stream(steps).max().orElse(0),
              median,
              slices.get(worstOf(steps, median) + 1).header().uid()));
    }
    if (worst > Math.max(0.01, 0.01 * median)) {
      warnings.add("series.irregular_spacing: distances vary by up to 5 %; the mean is used");
    }
  }

  /**
   * Slices are missing where all distances are multiples of the median and few are more than one of
   * it; elsewhere the distances just vary.
   */
  private void refuseGaps(double[] steps, double median) {
    int gaps = 0;
    for (double step : steps) {
      double multiple = Math.rint(step / median);
      if (multiple < 1 || Math.abs(step - multiple * median) > 0.05 * multiple * median) {
        return;
      }
      gaps += multiple >= 2 ? 1 : 0;
    }
    if (gaps > Math.max(1, steps.length / 4)) {
      return;
    }
    int k = worstOf(steps, median);
    throw new SeriesException(
        "series.missing_slices",
        String.format(
            Locale.ROOT,
            "%d slices are missing between %.2f and %.2f mm along the normal, between instances %s"
                + " and %s",
            (int) Math.rint(steps[k] / median) - 1,
            at(k),
            at(k + 1),
            slices.get(k).header().uid(),
            slices.get(k + 1).header().uid()));
  }

  private static int worstOf(double[] steps, double median) {
    int worst = 0;
    for (int k = 0; k < steps.length; k++) {
      worst = Math.abs(steps[k] - median) > Math.abs(steps[worst] - median) ? k : worst;
    }
    return worst;
  }

  private double[] steps() {
    double[] steps = new double[slices.size() - 1];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = at(k + 1) - at(k);
    }
    return steps;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return (sorted.length & 1) != 0 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /**
   * Every slice must lie on the line through the first one along the normal, within a tenth of a
   * pixel. A stack on another straight line is sheared; off any line it is no stack.
   */
  private void checkLine() {
    SliceHeader first = slices.get(0).header();
    SliceHeader last = slices.get(slices.size() - 1).header();
    double tolerance = BESIDE * Math.min(first.rowSpacing(), first.columnSpacing());
    Vector3 way = last.position().minus(first.position());
    Vector3 aside = aside(way);
    double length = way.dot(normal);
    int worst = 0;
    double farthest = 0;
    for (int k = 0; k < slices.size(); k++) {
      Vector3 from = slices.get(k).header().position().minus(first.position());
      Vector3 offLine = aside(from).plus(aside.times(-from.dot(normal) / length));
      if (offLine.length() > farthest) {
        farthest = offLine.length();
        worst = k;
      }
    }
    if (farthest > tolerance) {
      throw new SeriesException(
          "series.off_line",
          String.format(
              Locale.ROOT,
              "Instance %s lies %.2f mm beside the line from the first slice to the last; at most"
                  + " %.2f mm, a tenth of a pixel, is allowed. The slices have no common grid",
              slices.get(worst).header().uid(),
              farthest,
              tolerance));
    }
    if (aside.length() > tolerance) {
      throw new SeriesException(
          "series.gantry_tilt",
          String.format(
              Locale.ROOT,
              "The stack is sheared by %.2f degrees (gantry tilt); resample it first",
              Math.toDegrees(Math.atan2(aside.length(), length))));
    }
  }

  /** What is left of a way without its part along the normal. */
  private Vector3 aside(Vector3 way) {
    return way.plus(normal.times(-way.dot(normal)));
  }

  /** Mean distance of neighbouring slices; the thickness, or 1 mm, where there is one slice. */
  double step() {
    if (slices.size() > 1) {
      return (at(slices.size() - 1) - at(0)) / (slices.size() - 1);
    }
    String thickness = slices.get(0).header().source().sliceThickness();
    try {
      double value = Double.parseDouble(thickness.trim());
      return value > 0 ? value : 1;
    } catch (NumberFormatException e) {
      return 1;
    }
  }
}
