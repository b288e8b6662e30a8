package io.deepgrow.training.prepare.source;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The grid that the frames of a SEG make by themselves. */
final class SegGrid {

  private static final int MAX_PLANES = 10_000;
  private static final double SAME_PLANE_MM = 1e-3;

  private SegGrid() {}

  /** The grid of parallel frames at even distances; empty where they make none. */
  static Optional<VolumeGeometry> of(DicomObject seg) {
    List<DicomObject> frames = seg.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
    DicomObject shared =
        seg.item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElseGet(DicomObject::new);
    if (frames.isEmpty()) {
      return Optional.empty();
    }
    List<Double> axes =
        values(
            frames.get(0), shared, Tag.PLANE_ORIENTATION_SEQUENCE, Tag.IMAGE_ORIENTATION_PATIENT);
    List<Double> pixels =
        values(frames.get(0), shared, Tag.PIXEL_MEASURES_SEQUENCE, Tag.PIXEL_SPACING);
    List<List<Double>> positions =
        frames.stream()
            .map(f -> values(f, shared, Tag.PLANE_POSITION_SEQUENCE, Tag.IMAGE_POSITION_PATIENT))
            .toList();
    OptionalInt rows = seg.integer(Tag.ROWS);
    OptionalInt columns = seg.integer(Tag.COLUMNS);
    boolean complete =
        axes.size() == 6
            && pixels.size() == 2
            && rows.isPresent()
            && columns.isPresent()
            && positions.stream().allMatch(p -> p.size() == 3);
    if (!complete) {
      return Optional.empty();
    }
    Direction direction = Direction.ofRowAndColumn(vector(axes, 0), vector(axes, 3));
    double thickness =
        values(frames.get(0), shared, Tag.PIXEL_MEASURES_SEQUENCE, Tag.SLICE_THICKNESS).stream()
            .findFirst()
            .orElse(1.0);
    return planes(positions, direction.k(), thickness)
        .map(
            p ->
                new VolumeGeometry(
                    new GridSize(columns.getAsInt(), rows.getAsInt(), p.count()),
                    new Spacing(pixels.get(1), pixels.get(0), p.step()),
                    p.first(),
                    direction));
  }

  private record Planes(int count, double step, PatientPoint first) {}

  private static Optional<Planes> planes(
      List<List<Double>> positions, Vector3 normal, double thickness) {
    List<Vector3> sorted = new ArrayList<>();
    positions.forEach(p -> sorted.add(vector(p, 0)));
    sorted.sort((a, b) -> Double.compare(a.dot(normal), b.dot(normal)));
    double step = Double.POSITIVE_INFINITY;
    for (int n = 1; n < sorted.size(); n++) {
      double gap = sorted.get(n).dot(normal) - sorted.get(n - 1).dot(normal);
      step = gap > SAME_PLANE_MM ? Math.min(step, gap) : step;
    }
    Vector3 first = sorted.get(0);
    double extent = sorted.get(sorted.size() - 1).dot(normal) - first.dot(normal);
    double distance = Double.isInfinite(step) ? thickness : step;
    double count = Math.rint(extent / distance) + 1;
    return distance > 0 && count <= MAX_PLANES
        ? Optional.of(
            new Planes((int) count, distance, new PatientPoint(first.x(), first.y(), first.z())))
        : Optional.empty();
  }

  private static Vector3 vector(List<Double> values, int from) {
    return new Vector3(values.get(from), values.get(from + 1), values.get(from + 2));
  }

  private static List<Double> values(DicomObject frame, DicomObject shared, int sequence, int tag) {
    return frame.item(sequence).or(() -> shared.item(sequence)).stream()
        .flatMap(item -> item.decimals(tag).stream())
        .toList();
  }
}
