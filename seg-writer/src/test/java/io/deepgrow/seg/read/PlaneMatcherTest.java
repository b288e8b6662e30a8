package io.deepgrow.seg.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SegFixture;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.series.SourceSlice;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PlaneMatcherTest {

  private final PlaneMatcher matcher = new PlaneMatcher(SegFixture.source());

  @Property
  void findsPlanesThroughTheNoiseOfOtherWriters(
      @ForAll @IntRange(max = 6) int k,
      @ForAll @DoubleRange(min = -0.07, max = 0.07) double x,
      @ForAll @DoubleRange(min = -0.07, max = 0.07) double y,
      @ForAll @DoubleRange(min = -0.24, max = 0.24) double z) {
    assertThat(plane(at(-170.5 + x, -12.25 + y, -30 + 2.5 * k + z))).hasValue(k);
  }

  @Property
  void findsNoPlaneBetweenSlices(
      @ForAll @IntRange(max = 5) int k,
      @ForAll @DoubleRange(min = 0.26, max = 2.24) double between) {
    assertThat(plane(at(-170.5, -12.25, -30 + 2.5 * k + between))).isEmpty();
  }

  @Test
  void findsNoPlaneBesideTheGrid() {
    assertThat(plane(at(-171, -12.25, -30))).isEmpty();
    assertThat(plane(at(-170.5, -11.85, -30))).isEmpty();
    assertThat(plane(at(-170.5, -12.25, -32.5))).isEmpty();
    assertThat(plane(at(-170.5, -12.25, -12.5))).isEmpty();
    assertThat(plane(at(Double.NaN, -12.25, -30))).isEmpty();
  }

  @Test
  void howFarAFrameMayLieBesideItsPlaceGoesByTheSizeOfAVoxelAlongEachAxis() {
    VolumeGeometry flat = VolumeGeometry.axial(new GridSize(4, 4, 4), new Spacing(1, 3, 10));
    PlaneMatcher wide = new PlaneMatcher(SourceGrid.ofPositions(flat));

    assertThat(wide.plane(groups(at(0.09, 0, 20)))).hasValue(2);
    assertThat(wide.plane(groups(at(0.11, 0, 20)))).isEmpty();
    assertThat(wide.plane(groups(at(0, 0.29, 20)))).hasValue(2);
    assertThat(wide.plane(groups(at(0, -0.31, 20)))).isEmpty();
    assertThat(wide.plane(groups(at(0, 0, 20.9)))).hasValue(2);
    assertThat(wide.plane(groups(at(0, 0, 18.9)))).isEmpty();
  }

  @Test
  void followsSlicesThatAreNotQuiteEven() {
    List<SourceSlice> slices = new ArrayList<>(SegFixture.slices());
    slices.set(3, SegFixture.slice("2.25.1003", 0, "-22.0"));
    PlaneMatcher uneven = new PlaneMatcher(SourceGrid.of(SegFixture.GRID, slices));

    assertThat(uneven.plane(groups(at(-170.5, -12.25, -22)))).hasValue(3);
    assertThat(uneven.plane(groups(at(-170.5, -12.25, -22.5)))).isEmpty();
  }

  @Test
  void takesASourceImageWhereThereIsNoPosition() {
    assertThat(plane(derivedFrom("2.25.1004"))).hasValue(4);
    assertThat(plane(derivedFrom("2.25.1004", "2.25.7"))).hasValue(4);
  }

  @Test
  void doesNotChooseBetweenSourceImages() {
    assertThatThrownBy(() -> plane(derivedFrom("2.25.1004", "2.25.1005")))
        .isInstanceOfSatisfying(
            SegException.class, e -> assertThat(e.code()).isEqualTo("seg.no_position"));
    assertThat(plane(merged(at(-170.5, -12.25, -20), derivedFrom("2.25.1004", "2.25.1005"))))
        .hasValue(4);
  }

  @Test
  void saysWhichFrameContradictsItself() {
    assertThatThrownBy(() -> plane(merged(at(-170.5, -12.25, -30), derivedFrom("2.25.1004"))))
        .isInstanceOfSatisfying(
            SegException.class, e -> assertThat(e.code()).isEqualTo("seg.position_conflict"))
        .hasMessageContaining("Frame 9")
        .hasMessageContaining("plane 0")
        .hasMessageContaining("plane 4");
  }

  @Test
  void readsPositionsFromTheSharedGroups() {
    FrameGroups groups = new FrameGroups(9, new DicomObject(), at(-170.5, -12.25, -27.5));

    assertThat(matcher.plane(groups)).hasValue(1);
  }

  private OptionalInt plane(DicomObject own) {
    return matcher.plane(groups(own));
  }

  private static FrameGroups groups(DicomObject own) {
    return new FrameGroups(9, own, new DicomObject());
  }

  private static DicomObject at(double x, double y, double z) {
    DicomObject position = new DicomObject();
    position.setString(Tag.IMAGE_POSITION_PATIENT, text(x), text(y), text(z));
    return new DicomObject().setItems(Tag.PLANE_POSITION_SEQUENCE, position);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static DicomObject derivedFrom(String... uids) {
    List<DicomObject> images = new ArrayList<>();
    for (String uid : uids) {
      images.add(new DicomObject().setString(Tag.REFERENCED_SOP_INSTANCE_UID, uid));
    }
    return new DicomObject()
        .setItems(
            Tag.DERIVATION_IMAGE_SEQUENCE,
            new DicomObject().setItems(Tag.SOURCE_IMAGE_SEQUENCE, images));
  }

  private static DicomObject merged(DicomObject one, DicomObject other) {
    one.copy(other, Tag.DERIVATION_IMAGE_SEQUENCE);
    return one;
  }
}
