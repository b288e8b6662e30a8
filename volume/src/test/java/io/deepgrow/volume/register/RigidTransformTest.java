package io.deepgrow.volume.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RigidTransformTest {

  private static final PatientPoint CENTRE = new PatientPoint(10, -20, 30);

  @Test
  void turnsAboutItsCentreAndThenMoves() {
    RigidTransform quarter =
        new RigidTransform(CENTRE, new Vector3(0, 0, Math.PI / 2), new Vector3(1, 2, 3));
    PatientPoint moved = quarter.apply(CENTRE.plus(new Vector3(5, 0, 0)));
    assertThat(moved.minus(CENTRE.plus(new Vector3(1, 7, 3))).length()).isLessThan(1e-9);
  }

  @Property
  void whatIsAppliedIsUndoneAndKeepsDistances(
      @ForAll @DoubleRange(min = -3, max = 3) double angle,
      @ForAll @DoubleRange(min = -3, max = 3) double tilt,
      @ForAll @DoubleRange(min = -200, max = 200) double x) {
    RigidTransform transform =
        new RigidTransform(CENTRE, new Vector3(angle, tilt, -angle), new Vector3(x, 4, -x));
    PatientPoint a = new PatientPoint(x, 12, -7);
    PatientPoint b = new PatientPoint(3, x, 40);
    assertThat(transform.unapply(transform.apply(a)).minus(a).length()).isLessThan(1e-6);
    assertThat(transform.apply(a).minus(transform.apply(b)).length())
        .isCloseTo(a.minus(b).length(), org.assertj.core.api.Assertions.within(1e-6));
  }
}
