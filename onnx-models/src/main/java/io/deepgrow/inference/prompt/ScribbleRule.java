package io.deepgrow.inference.prompt;

import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import java.util.ArrayList;
import java.util.List;

/**
 * Places along a line: one for every {@value #EVERY} mm begun, at most {@value #MOST}, each in the
 * middle of its piece, the middle one of the line first. Of a long line the middle {@value #SPAN}
 * mm count: further apart the network sees all of them only coarsely.
 */
final class ScribbleRule {

  /** Millimetres of line that one click stands for. */
  static final double EVERY = 15;

  static final int MOST = 4;

  /** Millimetres between the ends of the pieces. */
  static final double SPAN = 120;

  private final List<PatientPoint> line;

  ScribbleRule(List<PatientPoint> line) {
    this.line = line;
  }

  List<PatientPoint> places() {
    double length = 0;
    for (int n = 1; n < line.size(); n++) {
      length += line.get(n).minus(line.get(n - 1)).length();
    }
    int count = (int) Math.min(MOST, Math.max(1, Math.ceil(length / EVERY)));
    double span = Math.min(length, SPAN);
    List<PatientPoint> places = new ArrayList<>();
    for (int n : fromTheMiddle(count)) {
      places.add(at((length - span) / 2 + (n + 0.5) * span / count));
    }
    return places;
  }

  /** 0 to count − 1, the middle one first, then to both sides. */
  private static List<Integer> fromTheMiddle(int count) {
    List<Integer> order = new ArrayList<>();
    int middle = (count - 1) / 2;
    for (int step = 0; order.size() < count; step++) {
      if (middle - step >= 0) {
        order.add(middle - step);
      }
      if (step > 0 && middle + step < count) {
        order.add(middle + step);
      }
    }
    return order;
  }

  private PatientPoint at(double millimetres) {
    double left = millimetres;
    for (int n = 1; n < line.size(); n++) {
      Vector3 piece = line.get(n).minus(line.get(n - 1));
      double length = piece.length();
      if (length > 0 && left <= length) {
        return line.get(n - 1).plus(piece.times(left / length));
      }
      left -= length;
    }
    return line.get(line.size() - 1);
  }
}
