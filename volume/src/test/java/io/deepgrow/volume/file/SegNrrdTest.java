package io.deepgrow.volume.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segmentations as Slicer reads them. */
class SegNrrdTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(6, 5, 4), new Spacing(1, 2, 3));

  private static Mask mask(int... flats) {
    Mask mask = Mask.empty(GRID);
    for (int flat : flats) {
      mask.set(flat, true);
    }
    return mask;
  }

  private static byte[] write(SegNrrd.Segment... segments) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SegNrrd.write(List.of(segments), out);
    return out.toByteArray();
  }

  private static final SegNrrd.Segment SPLEEN =
      new SegNrrd.Segment("spleen", "Spleen", 0x9D6CA2, mask(7, 8, 31));
  private static final SegNrrd.Segment LIVER =
      new SegNrrd.Segment("liver", "Leber — groß", 0xFF0000, mask(8, 40));

  private static String header(byte[] file) {
    String all = new String(file, StandardCharsets.UTF_8);
    return all.substring(0, all.indexOf("\n\n"));
  }

  @Test
  void everySegmentHasItsNameColourLabelAndExtent() throws IOException {
    assertThat(header(write(SPLEEN, LIVER)).split("\n", -1))
        .contains(
            "Segment0_ID:=spleen",
            "Segment0_Name:=Spleen",
            "Segment0_Color:=0.615686 0.423529 0.635294",
            "Segment0_LabelValue:=1",
            "Segment0_Layer:=0",
            "Segment0_Extent:=1 2 0 1 0 1",
            "Segment1_Name:=Leber — groß",
            "Segment1_Color:=1.000000 0.000000 0.000000",
            "Segment1_LabelValue:=2",
            "Segmentation_MasterRepresentation:=Binary labelmap",
            "Segmentation_ContainedRepresentationNames:=Binary labelmap|",
            "Segmentation_ReferenceImageExtentOffset:=0 0 0");
  }

  @Test
  void theLabelmapIsAnOrdinaryNrrdWhereLaterSegmentsShow() throws IOException {
    Volume labels =
        Nrrd.read(new ByteArrayInputStream(write(SPLEEN, LIVER)), VolumeFileLimits.STANDARD);
    assertThat(labels.geometry()).isEqualTo(GRID);
    assertThat(Mask.ofLabel(labels, 1).sameVoxels(mask(7, 31))).isTrue();
    assertThat(Mask.ofLabel(labels, 2).sameVoxels(LIVER.mask())).isTrue();
  }

  @Test
  void theNamesAreReadBack(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.seg.nrrd"), write(SPLEEN));
    assertThat(SegNrrd.names(file)).isEqualTo(Map.of(1, "Spleen"));
    Path plain = folder.resolve("b.nrrd");
    Nrrd.write(SPLEEN.mask(), plain);
    assertThat(SegNrrd.names(plain)).isEmpty();
  }

  @Test
  void anEmptySegmentHasAnEmptyExtent() throws IOException {
    assertThat(header(write(new SegNrrd.Segment("a", "A", 0, mask()))))
        .contains("Segment0_Extent:=0 -1 0 -1 0 -1");
  }

  @Test
  void aNameCannotBreakTheHeader() throws IOException {
    assertThat(header(write(new SegNrrd.Segment("a", "A\ntype: float\n\n", 0, mask(1)))))
        .contains("Segment0_Name:=A type: float");
  }

  @Test
  void segmentsOfOtherGridsOrNoneAreRefused() {
    Mask other = Mask.empty(VolumeGeometry.axial(new GridSize(2, 2, 2), new Spacing(1, 1, 1)));
    assertThatThrownBy(() -> write(SPLEEN, new SegNrrd.Segment("b", "B", 0, other)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(SegNrrdTest::write).isInstanceOf(IllegalArgumentException.class);
  }
}
