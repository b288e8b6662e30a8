package io.deepgrow.seg.write;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.seg.SegFixture;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SourceSlice;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A SEG on the made-up series, written with a fixed clock and UIDs of a fixed job. */
public final class WrittenSeg {

  private static final List<String> STRUCTURES = List.of("spleen", "liver", "left_kidney");
  private static final Equipment EQUIPMENT =
      new Equipment("deepgrow-pacs", "deepgrow-pacs", "test", "0.1");

  private SegOptions options = SegOptions.standard();
  private SegOutcome outcome = new SegOutcome.NothingFound();

  static StructureCode structure(String id) {
    return Terminology.standard().find(id).orElseThrow();
  }

  /** Writes with other options from now on. */
  public void options(SegOptions newOptions) {
    options = newOptions;
  }

  /** The writer of the fixed clock and job. */
  public SegWriter writer() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-24T12:34:56.7Z"), ZoneOffset.UTC);
    return new SegWriter(UidSource.derived(new UUID(7, 8)), clock, EQUIPMENT, options);
  }

  /** Segment 1, 2 or 3 of the fixture. */
  public SegSegment segment(int number) {
    return SegSegment.of(
        number,
        structure(STRUCTURES.get(number - 1)),
        SegFixture.mask(number),
        SegAlgorithm.semiautomatic("compact", "1"));
  }

  SegOutcome write(SegSegment... segments) {
    outcome = writer().write(SegFixture.source(), SegFixture.attributes(), List.of(segments));
    return outcome;
  }

  void write(LoadedSeries series, SegSegment... segments) {
    outcome = writer().write(series, List.of(segments));
  }

  SegOutcome.Written outcome() {
    return (SegOutcome.Written) outcome;
  }

  SegInstance instance() {
    return outcome().instances().get(0);
  }

  byte[] bytes(SegSegment... segments) throws IOException {
    write(segments);
    return instance().bytes();
  }

  /** Segments on the made-up series, written and parsed. */
  public DicomFile file(SegSegment... segments) throws IOException {
    return DicomReader.read(bytes(segments), DicomLimits.standard());
  }

  /** Segments on another source, written and parsed. */
  public DicomFile fileOn(SourceGrid source, SegSegment... segments) throws IOException {
    outcome = writer().write(source, SegFixture.attributes(), List.of(segments));
    return DicomReader.read(instance().bytes(), DicomLimits.standard());
  }

  DicomFile fileOf(DicomObject attributes, SegSegment... segments) throws IOException {
    outcome = writer().write(SegFixture.source(), attributes, List.of(segments));
    return DicomReader.read(instance().bytes(), DicomLimits.standard());
  }

  /** The same file with other pixel data. */
  public static DicomFile withPixels(DicomFile file, byte[] pixels) {
    return new DicomFile(
        file.syntax(), file.dataSet(), new io.deepgrow.dicom.PixelData(pixels, List.of()));
  }

  DicomObject read(SegSegment... segments) throws IOException {
    return file(segments).dataSet();
  }

  SegInstance largeInstance(Mask mask) {
    List<SourceSlice> slices = new ArrayList<>();
    for (int k = 0; k < mask.size().k(); k++) {
      slices.add(SegFixture.slice("2.25." + (1000 + k), 0, String.valueOf(k)));
    }
    SegSegment segment = SegSegment.of(1, structure("liver"), mask, SegAlgorithm.manual());
    outcome =
        writer()
            .write(
                SourceGrid.of(mask.geometry(), slices), SegFixture.attributes(), List.of(segment));
    return instance();
  }

  static List<Integer> dimensionIndex(DicomObject frame) {
    return frame
        .items(Tag.FRAME_CONTENT_SEQUENCE)
        .get(0)
        .decimals(Tag.DIMENSION_INDEX_VALUES)
        .stream()
        .map(Double::intValue)
        .toList();
  }
}
