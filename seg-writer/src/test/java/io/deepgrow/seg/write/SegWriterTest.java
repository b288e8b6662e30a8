package io.deepgrow.seg.write;

import static io.deepgrow.seg.SegFixture.GRID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SegFixture;
import io.deepgrow.seg.terminology.CodeItem;
import io.deepgrow.seg.terminology.CodedConcept;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.SegmentInfo;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Tracking;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegWriterTest {

  private final WrittenSeg written = new WrittenSeg();

  @Test
  void describesTheImageAsTheStandardWants() throws IOException {
    DicomObject seg = written.read(written.segment(1), written.segment(2));

    assertThat(seg.string(Tag.SOP_CLASS_UID)).contains("1.2.840.10008.5.1.4.1.1.66.4");
    assertThat(seg.string(Tag.MODALITY)).contains("SEG");
    assertThat(seg.string(Tag.SEGMENTATION_TYPE)).contains("BINARY");
    assertThat(seg.strings(Tag.IMAGE_TYPE)).containsExactly("DERIVED", "PRIMARY");
    assertThat(seg.integer(Tag.ROWS)).hasValue(22);
    assertThat(seg.integer(Tag.COLUMNS)).hasValue(21);
    assertThat(seg.integer(Tag.BITS_ALLOCATED)).hasValue(1);
    assertThat(seg.integer(Tag.NUMBER_OF_FRAMES)).hasValue(6);
    assertThat(seg.string(Tag.LOSSY_IMAGE_COMPRESSION)).contains("00");
    assertThat(seg.contains(Tag.PIXEL_SPACING)).isFalse();
    assertThat(seg.contains(Tag.IMAGE_POSITION_PATIENT)).isFalse();
  }

  @Test
  void belongsToTheStudyButToASeriesOfItsOwn() throws IOException {
    DicomObject seg = written.read(written.segment(1));

    assertThat(seg.string(Tag.STUDY_INSTANCE_UID)).contains("2.25.10");
    assertThat(seg.string(Tag.SERIES_INSTANCE_UID)).isNotEmpty().isNotEqualTo("2.25.20");
    assertThat(seg.string(Tag.FRAME_OF_REFERENCE_UID)).contains("2.25.30");
    assertThat(seg.string(Tag.PATIENT_NAME)).contains("Fixture^Öä");
    assertThat(seg.string(Tag.SPECIFIC_CHARACTER_SET)).contains("ISO_IR 192");
    assertThat(seg.contains(Tag.PATIENT_BIRTH_DATE)).isTrue();
    assertThat(seg.string(Tag.PATIENT_BIRTH_DATE)).isEmpty();
    DicomObject series = seg.items(Tag.REFERENCED_SERIES_SEQUENCE).get(0);
    assertThat(series.string(Tag.SERIES_INSTANCE_UID)).contains("2.25.20");
    assertThat(series.items(Tag.REFERENCED_INSTANCE_SEQUENCE)).hasSize(7);
  }

  @Test
  void numbersTheSegmentsThatHaveVoxelsWithoutAGap() throws IOException {
    SegSegment empty =
        SegSegment.of(
            7,
            WrittenSeg.structure("stomach"),
            Mask.empty(GRID),
            SegAlgorithm.semiautomatic("m", "1"));

    DicomObject seg = written.read(written.segment(1), empty, written.segment(3));

    assertThat(written.outcome().emptySegments()).containsExactly(7);
    List<DicomObject> items = seg.items(Tag.SEGMENT_SEQUENCE);
    assertThat(items)
        .extracting(i -> i.integer(Tag.SEGMENT_NUMBER).getAsInt())
        .containsExactly(1, 2);
    assertThat(items)
        .extracting(i -> i.string(Tag.SEGMENT_LABEL).orElseThrow())
        .containsExactly("Spleen", "Left Kidney");
  }

  @Test
  void saysThatNothingWasFound() {
    SegSegment empty =
        SegSegment.of(1, WrittenSeg.structure("liver"), Mask.empty(GRID), SegAlgorithm.manual());

    assertThat(written.write(empty)).isEqualTo(new SegOutcome.NothingFound());
    assertThat(written.write()).isEqualTo(new SegOutcome.NothingFound());
  }

  @Test
  void namesStructureAlgorithmAndFinding() throws IOException {
    StructureCode lesion = WrittenSeg.structure("lesion").in(WrittenSeg.structure("liver").type());
    SegSegment segment =
        SegSegment.of(
                1,
                lesion,
                SegFixture.mask(1),
                SegAlgorithm.semiautomatic("compact", "1.2").withParameters("+ 1 2 3"))
            .described("bright spot")
            .tracked("finding 1", "2.25.99");

    DicomObject item = written.read(segment).items(Tag.SEGMENT_SEQUENCE).get(0);

    assertThat(item.string(Tag.SEGMENT_DESCRIPTION)).contains("bright spot");
    assertThat(item.string(Tag.SEGMENT_ALGORITHM_TYPE)).contains("SEMIAUTOMATIC");
    assertThat(item.string(Tag.SEGMENT_ALGORITHM_NAME)).contains("compact");
    assertThat(SegmentInfo.of(item).type()).isEqualTo(lesion.type());
    assertThat(SegmentInfo.of(item).category()).isEqualTo(lesion.category());
    assertThat(SegmentInfo.of(item).regions()).isEqualTo(lesion.regions());
    assertThat(SegmentInfo.of(item).colors()).containsExactly(lesion.cielab());
    assertThat(SegmentInfo.of(item).tracking()).isEqualTo(new Tracking("finding 1", "2.25.99"));
    DicomObject algorithm = item.items(Tag.SEGMENTATION_ALGORITHM_IDENTIFICATION_SEQUENCE).get(0);
    assertThat(algorithm.string(Tag.ALGORITHM_VERSION)).contains("1.2");
    assertThat(algorithm.string(Tag.ALGORITHM_PARAMETERS)).contains("+ 1 2 3");
    assertThat(CodeItem.read(algorithm, Tag.ALGORITHM_FAMILY_CODE_SEQUENCE))
        .containsExactly(new CodedConcept("123110", "DCM", "Artificial Intelligence"));
  }

  @Test
  void putsSidesIntoTheTypeModifier() throws IOException {
    DicomObject item = written.read(written.segment(3)).items(Tag.SEGMENT_SEQUENCE).get(0);

    assertThat(SegmentInfo.of(item).modifiers())
        .containsExactly(new CodedConcept("7771000", "SCT", "Left"));
  }

  @Test
  void leavesTheAlgorithmOutOfDrawnSegments() throws IOException {
    SegSegment drawn =
        SegSegment.of(1, WrittenSeg.structure("liver"), SegFixture.mask(1), SegAlgorithm.manual());

    DicomObject item = written.read(drawn).items(Tag.SEGMENT_SEQUENCE).get(0);

    assertThat(item.string(Tag.SEGMENT_ALGORITHM_TYPE)).contains("MANUAL");
    assertThat(item.contains(Tag.SEGMENT_ALGORITHM_NAME)).isFalse();
    assertThat(item.contains(Tag.TRACKING_ID)).isFalse();
  }

  @Test
  void ordersFramesBySegmentAndThenByPosition() throws IOException {
    DicomObject seg = written.read(written.segment(1), written.segment(2));

    assertThat(seg.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE))
        .extracting(WrittenSeg::dimensionIndex)
        .containsExactly(
            List.of(1, 3),
            List.of(1, 4),
            List.of(1, 5),
            List.of(2, 2),
            List.of(2, 3),
            List.of(2, 6));
  }

  @Test
  void keepsTheIndexOfAPositionWhetherEmptyFramesAreWrittenOrNot() throws IOException {
    written.options(SegOptions.standard().withEmptyFrames());
    DicomObject seg = written.read(written.segment(2));

    assertThat(seg.items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE))
        .extracting(WrittenSeg::dimensionIndex)
        .startsWith(List.of(1, 1), List.of(1, 2))
        .endsWith(List.of(1, 7))
        .hasSize(7);
  }

  @Test
  void testsWhetherSegmentsOverlap() throws IOException {
    assertThat(written.read(written.segment(1), written.segment(2)).string(Tag.SEGMENTS_OVERLAP))
        .contains("YES");
    assertThat(written.read(written.segment(1), written.segment(3)).string(Tag.SEGMENTS_OVERLAP))
        .contains("NO");
  }

  @Test
  void writesTheSameBytesForTheSameJob() throws IOException {
    byte[] first = written.bytes(written.segment(1), written.segment(2));
    byte[] again = new WrittenSeg().bytes(written.segment(1), written.segment(2));

    assertThat(again).isEqualTo(first);
    assertThat(written.instance().bytes()).isEqualTo(first);
  }

  @Test
  void splitsBySegmentsWhatIsLargerThanTheLimit() {
    written.options(SegOptions.standard().withMaxBytes(12_000));

    SegOutcome outcome = written.write(written.segment(1), written.segment(2), written.segment(3));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            SegOutcome.Written.class,
            w ->
                assertThat(w.instances())
                    .hasSizeGreaterThan(1)
                    .doesNotHaveDuplicates()
                    .extracting(SegInstance::seriesInstanceUid)
                    .doesNotHaveDuplicates());
  }

  @Test
  void refusesASegmentThatIsLargerThanTheLimit() {
    written.options(SegOptions.standard().withMaxBytes(5000));

    assertThatThrownBy(() -> written.write(written.segment(1)))
        .isInstanceOfSatisfying(
            SegException.class, e -> assertThat(e.code()).isEqualTo("seg.too_large"));
  }

  @Test
  void refusesAMaskOfAnotherGrid() {
    Mask other = Mask.empty(VolumeGeometry.axial(new GridSize(22, 21, 7), Spacing.isotropic(1)));
    SegSegment segment =
        SegSegment.of(1, WrittenSeg.structure("liver"), other, SegAlgorithm.manual());

    assertThatThrownBy(() -> written.write(segment))
        .isInstanceOfSatisfying(
            SegException.class, e -> assertThat(e.code()).isEqualTo("seg.grid_mismatch"));
  }

  @Test
  void refusesASourceWithoutStudy() {
    DicomObject attributes = SegFixture.attributes();
    attributes.remove(Tag.STUDY_INSTANCE_UID);

    assertThatThrownBy(
            () ->
                written
                    .writer()
                    .write(SegFixture.source(), attributes, List.of(written.segment(1))))
        .hasMessageContaining("(0020,000D)");
  }

  @Test
  void streamsPixelsWithoutEverHoldingThem() throws IOException {
    VolumeGeometry large = VolumeGeometry.axial(new GridSize(512, 512, 200), Spacing.isotropic(1));
    long[] words = new long[512 * 512 * 200 / 64];
    words[words.length - 1] = 1;
    words[0] = 1;
    LargestWrite sizes = new LargestWrite();

    written.options(SegOptions.standard().withEmptyFrames());
    written.largeInstance(Mask.of(large, words)).writeTo(sizes);

    assertThat(sizes.total).isGreaterThan(200 * 512 * 512 / 8);
    assertThat(sizes.largest).isLessThanOrEqualTo(1 << 20);
  }

  private static final class LargestWrite extends OutputStream {
    private int largest;
    private long total;

    @Override
    public void write(int b) {
      total++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      largest = Math.max(largest, length);
      total += length;
    }
  }
}
