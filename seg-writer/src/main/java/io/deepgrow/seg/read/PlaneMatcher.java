package io.deepgrow.seg.read;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.series.SourceSlice;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Finds the source plane that a frame of a SEG lies on: by its position, else by its source. */
final class PlaneMatcher {

  /** Part of a voxel by which positions may differ in writing. */
  private static final double TOLERANCE = 0.1;

  private final SourceGrid grid;
  private final double[] planes;
  private final Map<String, Integer> bySource = new HashMap<>();

  PlaneMatcher(SourceGrid grid) {
    this.grid = grid;
    this.planes = grid.planes();
    List<SourceSlice> slices = grid.slices();
    for (int k = 0; k < slices.size(); k++) {
      bySource.put(key(slices.get(k).sopInstanceUid().value(), slices.get(k).frameNumber()), k);
    }
  }

  /**
   * The plane of a frame, none when it is not on the grid.
   *
   * @param groups the frame's functional groups
   * @throws SegException {@code seg.position_conflict} when the frame's position and its source
   *     image are different planes, {@code seg.no_position} when it has neither
   */
  OptionalInt plane(FrameGroups groups) {
    OptionalInt source = planeOfSource(groups);
    List<Double> position =
        groups
            .group(Tag.PLANE_POSITION_SEQUENCE)
            .map(g -> g.decimals(Tag.IMAGE_POSITION_PATIENT))
            .orElse(List.of());
    if (position.size() != 3) {
      if (source.isEmpty()) {
        throw new SegException(
            "seg.no_position",
            "Frame "
                + groups.number()
                + " has neither a position nor a source image of the series");
      }
      return source;
    }
    OptionalInt plane =
        planeAt(new PatientPoint(position.get(0), position.get(1), position.get(2)));
    if (plane.isPresent() && source.isPresent() && plane.getAsInt() != source.getAsInt()) {
      throw new SegException(
          "seg.position_conflict",
          "Frame "
              + groups.number()
              + " lies on plane "
              + plane.getAsInt()
              + " but names the source image of plane "
              + source.getAsInt());
    }
    return plane;
  }

  private OptionalInt planeAt(PatientPoint position) {
    Vector3 normal = grid.normal();
    double distance = position.minus(grid.geometry().origin()).dot(normal);
    int above = Arrays.binarySearch(planes, distance);
    if (above < 0) {
      above = -above - 1;
    }
    int nearest = Math.min(above, planes.length - 1);
    if (nearest > 0 && distance - planes[nearest - 1] < planes[nearest] - distance) {
      nearest--;
    }
    Vector3 off = position.minus(grid.planeOrigin(nearest));
    boolean onGrid =
        Math.abs(off.dot(normal)) <= TOLERANCE * grid.geometry().spacing().k()
            && Math.abs(off.dot(grid.geometry().direction().i()))
                <= TOLERANCE * grid.geometry().spacing().i()
            && Math.abs(off.dot(grid.geometry().direction().j()))
                <= TOLERANCE * grid.geometry().spacing().j();
    return onGrid ? OptionalInt.of(nearest) : OptionalInt.empty();
  }

  /** Only when exactly one source image is a slice of the grid. */
  private OptionalInt planeOfSource(FrameGroups groups) {
    OptionalInt found = OptionalInt.empty();
    for (DicomObject derivation : groups.items(Tag.DERIVATION_IMAGE_SEQUENCE)) {
      for (DicomObject image : derivation.items(Tag.SOURCE_IMAGE_SEQUENCE)) {
        String uid = image.string(Tag.REFERENCED_SOP_INSTANCE_UID).orElse("");
        int frame = image.integer(Tag.REFERENCED_FRAME_NUMBER).orElse(0);
        Integer plane = bySource.getOrDefault(key(uid, frame), bySource.get(key(uid, 0)));
        if (plane != null) {
          if (found.isPresent() && found.getAsInt() != plane) {
            return OptionalInt.empty();
          }
          found = OptionalInt.of(plane);
        }
      }
    }
    return found;
  }

  private static String key(String uid, int frame) {
    return uid + "/" + frame;
  }
}
