package io.deepgrow.benchmarks;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.MultipartReader;
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
import io.deepgrow.series.SeriesReader;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading and writing 200 slices of 512×512. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Files200 {

  private static final GridSize SIZE = new GridSize(512, 512, 200);
  private static final String BOUNDARY = "slices";

  private LoadedSeries series;
  private Mask ball;
  private byte[] slice = {};
  private byte[] multipart;

  /** A series of noise, a ball that reaches into every slice, and the series as one body. */
  @Setup
  public void prepare() throws IOException {
    VolumeGeometry grid = VolumeGeometry.axial(SIZE, new Spacing(0.8, 0.8, 1));
    short[] voxels = new short[SIZE.arrayLength()];
    ball = Mask.empty(grid);
    for (int flat = 0; flat < voxels.length; flat++) {
      voxels[flat] = (short) (flat * 31 % 2000 - 1000);
      int i = flat % 512 - 256;
      int j = flat / 512 % 512 - 256;
      int k = flat / (512 * 512) - 100;
      if (i * i + j * j + 4 * k * k < 202 * 202) {
        ball.set(flat, true);
      }
    }
    Path folder = Files.createTempDirectory("deepgrow-benchmark");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (DicomFile file :
        new CtWriter(UidSource.derived(new UUID(1, 2)), Instant.EPOCH, PatientModule.PHANTOM)
            .write(Volume.of(grid, voxels))) {
      slice = DicomWriter.bytes(file);
      Files.write(folder.resolve(file.sopInstanceUid().value() + ".dcm"), slice);
      body.write(
          ("--" + BOUNDARY + "\r\nContent-Type: application/dicom\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      body.write(slice);
      body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    body.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    multipart = body.toByteArray();
    series = SeriesReader.directory(folder);
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  /** The SEG of one segment in all 200 frames, as bytes. */
  @Benchmark
  public byte[] writeSeg() throws IOException {
    SegWriter writer =
        new SegWriter(
            UidSource.derived(new UUID(3, 4)),
            Clock.systemUTC(),
            new Equipment("deepgrow-pacs", "deepgrow-pacs", "benchmark", "0"),
            SegOptions.standard());
    SegSegment segment =
        SegSegment.of(
            1,
            Terminology.standard().find("liver").orElseThrow(),
            ball,
            SegAlgorithm.semiautomatic("benchmark", "1"));
    SegOutcome.Written written = (SegOutcome.Written) writer.write(series, List.of(segment));
    return written.instances().get(0).bytes();
  }

  /** One slice from its Part-10 file. */
  @Benchmark
  public DicomFile parseSlice() throws IOException {
    return DicomReader.read(slice, DicomLimits.standard());
  }

  /** All slices as one multipart body of 105 MB, their bytes not kept. */
  @Benchmark
  public long readMultipart() throws IOException {
    InputStream in = new ByteArrayInputStream(multipart);
    MultipartReader reader =
        MultipartReader.of(in, "multipart/related; type=\"application/dicom\"; boundary=slices");
    long bytes = 0;
    Optional<MultipartReader.Part> part = reader.next();
    while (part.isPresent()) {
      bytes += part.get().body().transferTo(OutputStream.nullOutputStream());
      part = reader.next();
    }
    return bytes;
  }
}
