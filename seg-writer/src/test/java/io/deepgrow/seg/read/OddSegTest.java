package io.deepgrow.seg.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.Vr;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.seg.write.Equipment;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.seg.write.SegOutcome;
import io.deepgrow.seg.write.SegSegment;
import io.deepgrow.seg.write.SegWriter;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.PatientModule;
import io.deepgrow.series.SeriesLoader;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OddSegTest {

  private static final VolumeGeometry GRID =
      new VolumeGeometry(
          new GridSize(9, 7, 6),
          new Spacing(0.75, 0.5, 2.5),
          new PatientPoint(-100.25, 31, -512.5),
          Direction.IDENTITY);

  private final List<DicomFile> slices =
      new CtWriter(UidSource.derived(new UUID(1, 2)), Instant.EPOCH, PatientModule.PHANTOM)
          .write(Volume.of(GRID, new short[9 * 7 * 6]));

  private LoadedSeries series() {
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    slices.forEach(loader::add);
    return loader.finish();
  }

  private static Mask mask(LoadedSeries series) {
    Mask mask = Mask.empty(series.volume().geometry());
    GridSize size = mask.size();
    for (int k = 1; k < 4; k++) {
      for (int j = 0; j < 3; j++) {
        for (int i = 5; i < 9; i++) {
          mask.set(size.flat(i, j, k), i + j + k > 7);
        }
      }
    }
    return mask;
  }

  private static DicomFile seg(LoadedSeries series, Mask mask, String label) throws Exception {
    SegSegment segment =
        SegSegment.of(
            1, Terminology.standard().findOrUnknown("x", label), mask, SegAlgorithm.manual());
    SegOutcome outcome =
        new SegWriter(
                UidSource.random(),
                Clock.systemUTC(),
                new Equipment("a", "b", "c", "d"),
                SegOptions.standard().withEmptyFrames())
            .write(series, List.of(segment));
    return DicomReader.read(
        ((SegOutcome.Written) outcome).single().bytes(), DicomLimits.standard());
  }

  private static SegContent read(DicomFile seg, LoadedSeries series) {
    return new SegReader(SegReadOptions.standard()).read(seg, SourceGrid.of(series));
  }

  @Test
  void refusesASegOfAnotherFrameOfReference() throws Exception {
    LoadedSeries series = series();
    DicomFile seg = seg(series, mask(series), "x");
    assertThat(read(seg, series).segments()).hasSize(1);

    seg.dataSet().setString(Tag.FRAME_OF_REFERENCE_UID, "2.25.99");
    assertThatThrownBy(() -> read(seg, series))
        .isInstanceOfSatisfying(
            SegException.class, e -> assertThat(e.code()).isEqualTo("seg.frame_of_reference"))
        .hasMessageContaining("2.25.99");
  }

  @ParameterizedTest
  @CsvSource({"true,false", "false,true", "true,true"})
  void readsRowsAndColumnsThatRunTheOtherWay(boolean flipI, boolean flipJ) throws Exception {
    LoadedSeries series = series();
    Mask mask = mask(series);
    GridSize size = mask.size();
    Mask seen = Mask.empty(series.volume().geometry());
    for (int v = 0; v < size.arrayLength(); v++) {
      int i = v % size.i();
      int j = v / size.i() % size.j();
      int k = v / (size.i() * size.j());
      seen.set(
          size.flat(flipI ? size.i() - 1 - i : i, flipJ ? size.j() - 1 - j : j, k), mask.get(v));
    }
    DicomFile seg = seg(series, seen, "x");
    turn(seg.dataSet(), flipI, flipJ, size);

    SegContent content = read(seg, series);

    assertThat(content.warnings()).anyMatch(w -> w.startsWith("seg.flipped"));
    assertThat(content.segments().get(0).mask().sameVoxels(mask)).isTrue();
  }

  /** Says of the same pixels that they start at the other end; source images are not named. */
  private static void turn(DicomObject seg, boolean flipI, boolean flipJ, GridSize size) {
    DicomObject shared = seg.item(Tag.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).orElseThrow();
    shared
        .item(Tag.PLANE_ORIENTATION_SEQUENCE)
        .orElseThrow()
        .setDoubles(Tag.IMAGE_ORIENTATION_PATIENT, flipI ? -1 : 1, 0, 0, 0, flipJ ? -1 : 1, 0);
    for (DicomObject frame : seg.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE)) {
      frame.remove(Tag.DERIVATION_IMAGE_SEQUENCE);
      DicomObject plane = frame.item(Tag.PLANE_POSITION_SEQUENCE).orElseThrow();
      List<Double> p = plane.decimals(Tag.IMAGE_POSITION_PATIENT);
      plane.setDoubles(
          Tag.IMAGE_POSITION_PATIENT,
          p.get(0) + (flipI ? 0.75 * (size.i() - 1) : 0),
          p.get(1) + (flipJ ? 0.5 * (size.j() - 1) : 0),
          p.get(2));
    }
  }

  @Test
  void keepsThePatientsBytesWhereTheSourceNamesNoCharacterSet() throws Exception {
    byte[] name = "M\u00fcller^J\u00fcrgen ".getBytes(StandardCharsets.ISO_8859_1);
    byte[] id = "M\u00dc-17 ".getBytes(StandardCharsets.ISO_8859_1);
    for (int n = 0; n < slices.size(); n++) {
      slices
          .get(n)
          .dataSet()
          .remove(Tag.SPECIFIC_CHARACTER_SET)
          .setBytes(Tag.PATIENT_NAME, Vr.PN, name)
          .setBytes(Tag.PATIENT_ID, Vr.LO, id);
    }
    LoadedSeries series = series();
    DicomObject seg = seg(series, mask(series), "L\u00e4sion \u8111").dataSet();

    assertThat(seg.contains(Tag.SPECIFIC_CHARACTER_SET)).isFalse();
    assertThat(seg.bytes(Tag.PATIENT_NAME)).contains(name);
    assertThat(seg.bytes(Tag.PATIENT_ID)).contains(id);
    assertThat(seg.string(Tag.PATIENT_NAME)).contains("M\u00fcller^J\u00fcrgen");
    assertThat(seg.item(Tag.SEGMENT_SEQUENCE).orElseThrow().string(Tag.SEGMENT_LABEL))
        .contains("Lasion ?");
  }
}
