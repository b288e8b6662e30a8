package io.deepgrow.seg.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SegFixture;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.seg.write.WrittenSeg;
import io.deepgrow.series.SourceSlice;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegReaderTest {

  private final SegReader reader = new SegReader(SegReadOptions.standard());
  private final WrittenSeg written = new WrittenSeg();

  @Test
  void readsBackWhatWasWritten() throws IOException {
    SegContent content =
        reader.read(
            written.file(written.segment(1), written.segment(2), written.segment(3)),
            SegFixture.source());

    assertThat(content.warnings()).isEmpty();
    assertThat(content.segments())
        .extracting(ReadSegment::label)
        .containsExactly("Spleen", "Liver", "Left Kidney");
    assertMasks(content, SegFixture::mask, 1, 2, 3);
    assertThat(content.segments().get(0).info().algorithmType()).isEqualTo("SEMIAUTOMATIC");
    assertThat(content.segments().get(0).info().algorithmName()).isEqualTo("compact");
  }

  @Test
  void knowsTheStructureOfEachSegmentAgain() throws IOException {
    SegContent content =
        reader.read(written.file(written.segment(2), written.segment(3)), SegFixture.source());

    assertThat(content.segments())
        .extracting(s -> Terminology.standard().find(s.info()).orElseThrow().id())
        .containsExactly("liver", "left_kidney");
    SegContent unsided = reader.read(fixture("highdicom-binary"), SegFixture.source());
    assertThat(Terminology.standard().find(unsided.segments().get(2).info())).isEmpty();
  }

  @Test
  void readsTheSameMasksWithEmptyFramesWritten() throws IOException {
    written.options(SegOptions.standard().withEmptyFrames());

    SegContent content =
        reader.read(written.file(written.segment(1), written.segment(3)), SegFixture.source());

    assertMask(content.segments().get(0), SegFixture.mask(1));
    assertMask(content.segments().get(1), SegFixture.mask(3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "highdicom-binary",
        "shuffled-frames",
        "padded-frames",
        "without-derivation",
        "rle-bits",
        "dcmqi-binary"
      })
  void readsBinaryOfOthers(String name) throws IOException {
    SegContent content = reader.read(fixture(name), SegFixture.source());

    assertThat(content.segments())
        .extracting(ReadSegment::label)
        .containsExactly("Spleen", "Liver", "Kidney");
    assertMasks(content, SegFixture::mask, 1, 2, 3);
    assertThat(content.segments().get(1).info().type().value()).isEqualTo("10200004");
    assertThat(content.warnings()).hasSize(name.equals("padded-frames") ? 1 : 0);
  }

  @Test
  void findsTheSegmentInTheSharedGroups() throws IOException {
    SegContent content = reader.read(fixture("highdicom-all-frames"), SegFixture.source());

    assertMasks(content, SegFixture::mask, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"highdicom-labelmap", "highdicom-labelmap-rle", "labelmap-16", "dcmqi-labelmap"})
  void readsLabelMaps(String name) throws IOException {
    SegContent content = reader.read(fixture(name), SegFixture.source());

    assertMasks(content, SegFixture::maskBelow, 1, 2, 3);
  }

  @Test
  void takesFractionsFromHalfTheMaximumOn() throws IOException {
    SegContent content = reader.read(fixture("highdicom-fractional"), SegFixture.source());

    assertMasks(content, SegFixture::mask, 1, 2);
  }

  @Test
  void takesFractionsFromAnotherThresholdOn() throws IOException {
    SegReader strict = new SegReader(SegReadOptions.standard().withThreshold(0.7));

    SegContent content = strict.read(fixture("highdicom-fractional"), SegFixture.source());

    assertMask(content.segments().get(0), SegFixture.mask(1));
    assertThat(content.segments().get(1).mask().isEmpty()).isTrue();
  }

  @Test
  void placesFramesByPositionWhereTheSlicesAreNotKnown() throws IOException {
    SegContent content =
        reader.read(fixture("highdicom-binary"), SourceGrid.ofPositions(SegFixture.GRID));

    assertMasks(content, SegFixture::mask, 1, 2, 3);
  }

  @Test
  void placesFramesByTheirSourceImageWithoutAPosition() throws IOException {
    DicomFile file = fixture("highdicom-binary");
    eachFrame(file, frame -> frame.remove(Tag.PLANE_POSITION_SEQUENCE));

    assertMasks(reader.read(file, SegFixture.source()), SegFixture::mask, 1, 2, 3);
  }

  @Test
  void placesFramesOfAMultiFrameSourceByItsFrameNumbers() throws IOException {
    List<SourceSlice> slices = new ArrayList<>();
    for (int k = 0; k < SegFixture.SLICES; k++) {
      SourceSlice single = SegFixture.slices().get(k);
      slices.add(
          SegFixture.slice(
              "2.25.1000", SegFixture.SLICES - k, single.imagePositionPatient().get(2)));
    }
    SourceGrid multiFrame = SourceGrid.of(SegFixture.GRID, slices);

    DicomFile file = written.fileOn(multiFrame, written.segment(1), written.segment(2));

    assertThat(
            file.dataSet()
                .items(Tag.REFERENCED_SERIES_SEQUENCE)
                .get(0)
                .items(Tag.REFERENCED_INSTANCE_SEQUENCE))
        .hasSize(1);
    eachFrame(file, frame -> frame.remove(Tag.PLANE_POSITION_SEQUENCE));
    assertMasks(reader.read(file, multiFrame), SegFixture::mask, 1, 2);
  }

  @Test
  void refusesAFrameThatLiesOnNoPlane() throws IOException {
    DicomFile file = fixture("without-derivation");
    eachFrame(
        file,
        frame ->
            frame
                .items(Tag.PLANE_POSITION_SEQUENCE)
                .get(0)
                .setString(Tag.IMAGE_POSITION_PATIENT, "-170.5", "-12.25", "-26.4"));

    assertRefused("seg.frame_off_grid", file, SegFixture.source());
  }

  @Test
  void refusesAFrameWhosePositionAndSourceImageDisagree() throws IOException {
    DicomFile file = fixture("highdicom-binary");
    eachFrame(
        file,
        frame ->
            frame
                .items(Tag.PLANE_POSITION_SEQUENCE)
                .get(0)
                .setString(Tag.IMAGE_POSITION_PATIENT, "-170.5", "-12.25", "-30"));

    assertRefused("seg.position_conflict", file, SegFixture.source());
  }

  @Test
  void refusesAFrameWithoutAnyPlace() throws IOException {
    DicomFile file = fixture("without-derivation");
    eachFrame(file, frame -> frame.remove(Tag.PLANE_POSITION_SEQUENCE));

    assertRefused("seg.no_position", file, SegFixture.source());
  }

  @Test
  void refusesAnotherMatrixOrSpacing() throws IOException {
    DicomFile file = fixture("highdicom-binary");
    file.dataSet().setInts(Tag.ROWS, 21);
    assertRefused("seg.grid_mismatch", file, SegFixture.source());

    Spacing wider = new Spacing(0.8, 0.8, 2.5);
    VolumeGeometry grid =
        new VolumeGeometry(
            SegFixture.GRID.size(), wider, SegFixture.GRID.origin(), Direction.IDENTITY);
    assertRefused("seg.grid_mismatch", fixture("highdicom-binary"), SourceGrid.ofPositions(grid));
  }

  @Test
  void refusesOtherPlanes() throws IOException {
    Direction sagittal = Direction.ofRowAndColumn(new Vector3(0, 1, 0), new Vector3(0, 0, -1));
    VolumeGeometry grid =
        new VolumeGeometry(
            SegFixture.GRID.size(), SegFixture.GRID.spacing(), new PatientPoint(0, 0, 0), sagittal);

    assertRefused(
        "seg.orientation_mismatch", fixture("highdicom-binary"), SourceGrid.ofPositions(grid));
  }

  @Test
  void refusesAnotherKindOfObject() throws IOException {
    DicomFile file = fixture("highdicom-binary");
    file.dataSet().setString(Tag.SOP_CLASS_UID, SegFixture.CT);

    assertRefused("seg.not_seg", file, SegFixture.source());
  }

  @Test
  void refusesFramesOfASegmentNobodyDescribed() throws IOException {
    DicomFile file = fixture("highdicom-binary");
    file.dataSet()
        .setItems(Tag.SEGMENT_SEQUENCE, file.dataSet().items(Tag.SEGMENT_SEQUENCE).subList(0, 2));

    assertRefused("seg.unknown_segment", file, SegFixture.source());
  }

  @Test
  void refusesTheSameSegmentNumberTwice() throws IOException {
    DicomFile file = fixture("highdicom-binary");
    file.dataSet().items(Tag.SEGMENT_SEQUENCE).get(1).setInts(Tag.SEGMENT_NUMBER, 1);

    assertRefused("seg.malformed", file, SegFixture.source());
  }

  @Test
  void refusesFrameCountsThatLie() throws IOException {
    DicomFile file = fixture("highdicom-binary");
    file.dataSet().setInts(Tag.NUMBER_OF_FRAMES, 100_000);

    assertRefused("seg.malformed", file, SegFixture.source());
  }

  @Test
  void refusesPixelsThatAreCutOff() throws IOException {
    for (String name : List.of("highdicom-binary", "highdicom-fractional", "labelmap-16")) {
      DicomFile file = WrittenSeg.withPixels(fixture(name), new byte[57]);

      assertRefused("seg.truncated_pixels", file, SegFixture.source());
    }
  }

  @Test
  void warnsOfPixelsTooMany() throws IOException {
    byte[] pixels = new byte[600];

    SegContent content =
        reader.read(
            WrittenSeg.withPixels(fixture("highdicom-binary"), pixels), SegFixture.source());

    assertThat(content.warnings()).singleElement().asString().contains("195 bytes more");
  }

  @Test
  void refusesTypesItDoesNotKnow() throws IOException {
    DicomFile file = fixture("highdicom-binary");
    file.dataSet().setString(Tag.SEGMENTATION_TYPE, "OUTLINE");

    assertRefused("seg.unsupported", file, SegFixture.source());
  }

  @Test
  void keepsToItsLimits() throws IOException {
    DicomFile file = fixture("highdicom-binary");
    SegReadOptions few = new SegReadOptions(0.5, 2, 100, 1 << 20);
    SegReadOptions fewFrames = new SegReadOptions(0.5, 10, 6, 1 << 20);
    SegReadOptions littleMemory = new SegReadOptions(0.5, 10, 100, 1000);

    for (SegReadOptions options : List.of(few, fewFrames, littleMemory)) {
      assertThatThrownBy(() -> new SegReader(options).read(file, SegFixture.source()))
          .isInstanceOfSatisfying(
              SegException.class, e -> assertThat(e.code()).isEqualTo("seg.limit"));
    }
  }

  private void assertRefused(String code, DicomFile file, SourceGrid source) {
    assertThatThrownBy(() -> reader.read(file, source))
        .isInstanceOfSatisfying(SegException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void assertMasks(SegContent content, IntFunction<Mask> expected, int... numbers) {
    assertThat(content.segments()).hasSize(numbers.length);
    for (int n = 0; n < numbers.length; n++) {
      assertMask(content.segments().get(n), expected.apply(numbers[n]));
    }
  }

  private static void assertMask(ReadSegment segment, Mask expected) {
    assertThat(segment.mask().count()).as(segment.label()).isEqualTo(expected.count());
    assertThat(segment.mask().sameVoxels(expected)).as(segment.label()).isTrue();
  }

  private static void eachFrame(DicomFile file, Consumer<DicomObject> change) {
    file.dataSet().items(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE).forEach(change);
  }

  private static DicomFile fixture(String name) throws IOException {
    try (InputStream in =
        SegReaderTest.class.getResourceAsStream("/io/deepgrow/seg/" + name + ".dcm")) {
      return DicomReader.read(in.readAllBytes(), DicomLimits.standard());
    }
  }
}
