package io.deepgrow.training.prepare.layout;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicom.pixel.PixelDecoders;
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
import io.deepgrow.training.prepare.run.Samples;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Made-up series and SEG objects of them. */
final class DicomSamples {

  private static final Instant TIME = Instant.parse("2026-01-01T12:00:00Z");

  private DicomSamples() {}

  /** The slices of a series of a patient. */
  static List<DicomFile> series(Volume volume, String patient, int seed) {
    List<DicomFile> files =
        new CtWriter(
                UidSource.derived(new UUID(1, seed)), TIME, new PatientModule("A^B", patient, "x"))
            .write(volume);
    return files;
  }

  static LoadedSeries loaded(List<DicomFile> slices) {
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    slices.forEach(loader::add);
    return loader.finish();
  }

  /** A SEG of boxes by structure id. */
  static DicomFile seg(List<DicomFile> slices, Map<String, VoxelBox> boxes, int seed) {
    LoadedSeries series = loaded(slices);
    List<SegSegment> segments = new ArrayList<>();
    boxes.forEach(
        (structure, box) -> {
          Volume paint =
              Volume.of(
                  series.volume().geometry(), new short[series.volume().size().arrayLength()]);
          Samples.paint(paint, box, 1);
          segments.add(
              SegSegment.of(
                  segments.size() + 1,
                  Terminology.standard().findOrUnknown(structure, structure),
                  Mask.ofLabel(paint, 1),
                  SegAlgorithm.semiautomatic("test", "1")));
        });
    SegWriter writer =
        new SegWriter(
            UidSource.derived(new UUID(2, seed)),
            Clock.fixed(TIME, ZoneOffset.UTC),
            new Equipment("deepgrow-pacs", "test", "1", "1"),
            SegOptions.standard());
    try {
      SegOutcome.Written written = (SegOutcome.Written) writer.write(series, segments);
      return DicomReader.read(written.instances().get(0).bytes(), DicomLimits.standard());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void save(List<DicomFile> files, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (DicomFile file : files) {
      Files.write(folder.resolve(file.sopInstanceUid().value() + ".dcm"), DicomWriter.bytes(file));
    }
  }

  static String seriesUid(DicomFile file) {
    return file.dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow();
  }

  static String studyUid(DicomFile file) {
    return file.dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow();
  }
}
