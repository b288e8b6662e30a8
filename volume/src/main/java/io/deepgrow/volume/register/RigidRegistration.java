package io.deepgrow.volume.register;

import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays one CT of a patient on another by a rotation and a displacement, found by the correlation of
 * their HU: at 16 mm every height at which the one could lie on the other, then at 8 and 4 mm step
 * by step, ever smaller ones. It knows no deformation: breathing, a full stomach or a bent back
 * remain.
 */
public final class RigidRegistration {

  private static final double COARSE = 16;
  private static final double MIDDLE = 8;
  private static final double FINE = 4;

  /** Of the body of the later CT that the earlier one must show at least. */
  private static final double LEAST_SHARE = 0.3;

  /** Heights that are looked at closer: the likeness at 16 mm does not always tell them apart. */
  private static final int STARTS = 5;

  private static final double NEAR = 40;
  private static final double NEAR_SHARE = 0.8;
  private static final double DEGREE = Math.PI / 180;

  private final RigidTransform transform;
  private final double correlation;
  private final Shrunk fixed;
  private final Shrunk moving;

  private RigidRegistration(
      RigidTransform transform, double correlation, Shrunk fixed, Shrunk moving) {
    this.transform = transform;
    this.correlation = correlation;
    this.fixed = fixed;
    this.moving = moving;
  }

  /** Finds where the earlier CT lies on the later one; takes seconds. */
  public static RigidRegistration of(Volume earlier, Volume later) {
    Likeness middle = Likeness.ofBody(Shrunk.to(MIDDLE, later), Shrunk.to(MIDDLE, earlier));
    RigidTransform found =
        heights(Shrunk.to(COARSE, later), Shrunk.to(COARSE, earlier)).stream()
            .map(
                height ->
                    climbed(
                        middle,
                        height,
                        new double[] {8, 4, 2},
                        new double[] {4 * DEGREE, 2 * DEGREE, DEGREE}))
            .max(Comparator.comparingDouble(one -> middle.of(one, LEAST_SHARE)))
            .orElseThrow();
    Shrunk fixed = Shrunk.to(FINE, later);
    Shrunk moving = Shrunk.to(FINE, earlier);
    Likeness fine = Likeness.ofBody(fixed, moving);
    found =
        climbed(
            fine, found, new double[] {2, 1, 0.5}, new double[] {DEGREE, DEGREE / 2, DEGREE / 4});
    return new RigidRegistration(found, fine.of(found, LEAST_SHARE), fixed, moving);
  }

  /** The best few heights, with the middles of both bodies on each other. */
  private static List<RigidTransform> heights(Shrunk fixed, Shrunk moving) {
    Likeness likeness = Likeness.ofBody(fixed, moving);
    PatientPoint centre = fixed.bodyCentre();
    Vector3 middles = moving.bodyCentre().minus(centre);
    double reach = (height(fixed.geometry()) + height(moving.geometry())) / 2;
    List<RigidTransform> all = new ArrayList<>();
    for (double z = -reach; z <= reach; z += COARSE / 2) {
      all.add(RigidTransform.none(centre).moved(middles.plus(new Vector3(0, 0, z))));
    }
    Map<RigidTransform, Double> likenesses = new HashMap<>();
    all.forEach(one -> likenesses.put(one, likeness.of(one, LEAST_SHARE)));
    all.sort(Comparator.comparingDouble((RigidTransform one) -> likenesses.get(one)).reversed());
    List<RigidTransform> best = new ArrayList<>();
    for (RigidTransform one : all) {
      double z = one.displacement().z();
      boolean apart = best.stream().allMatch(b -> Math.abs(b.displacement().z() - z) >= 2 * COARSE);
      if (apart && best.size() < STARTS) {
        best.add(one);
      }
    }
    return best;
  }

  private static double height(VolumeGeometry grid) {
    PatientPoint first = grid.toPatient(VoxelIndex.ORIGIN);
    PatientPoint last =
        grid.toPatient(
            new VoxelIndex(grid.size().i() - 1, grid.size().j() - 1, grid.size().k() - 1));
    return Math.abs(last.z() - first.z());
  }

  /** One number after the other, as long as it gets better, with ever smaller steps. */
  private static RigidTransform climbed(
      Likeness likeness, RigidTransform from, double[] millimetres, double[] radians) {
    RigidTransform best = from;
    double bestOne = likeness.of(best, LEAST_SHARE);
    for (int step = 0; step < millimetres.length; step++) {
      boolean better = true;
      for (int round = 0; better && round < 20; round++) {
        better = false;
        for (int number = 0; number < 6; number++) {
          double size = number < 3 ? millimetres[step] : radians[step];
          for (double signed : new double[] {size, -size}) {
            RigidTransform next = best.with(number, signed);
            double alike = likeness.of(next, LEAST_SHARE);
            if (alike > bestOne + 1e-6) {
              best = next;
              bestOne = alike;
              better = true;
              break;
            }
          }
        }
      }
    }
    return best;
  }

  /** The correlation of both CTs over the body, −1 to 1; −1 where they hardly overlap. */
  public double correlation() {
    return correlation;
  }

  /** Where a place of the earlier CT is in the later one, LPS mm; empty when that is outside it. */
  public Optional<PatientPoint> place(PatientPoint earlier) {
    PatientPoint later = transform.unapply(earlier);
    var index = fixed.geometry().toIndex(later);
    boolean inside =
        index.i() >= -0.5
            && index.j() >= -0.5
            && index.k() >= -0.5
            && index.i() <= fixed.geometry().size().i() - 0.5
            && index.j() <= fixed.geometry().size().j() - 0.5
            && index.k() <= fixed.geometry().size().k() - 0.5;
    return inside ? Optional.of(later) : Optional.empty();
  }

  /**
   * The correlation of both CTs within four centimetres of a place of the later one, −1 to 1; −1
   * where the earlier one does not show them.
   */
  public double correlationNear(PatientPoint later) {
    return Likeness.near(fixed, moving, later, NEAR).of(transform, NEAR_SHARE);
  }

  /** From places of the later CT to those of the earlier one. */
  public RigidTransform transform() {
    return transform;
  }
}
