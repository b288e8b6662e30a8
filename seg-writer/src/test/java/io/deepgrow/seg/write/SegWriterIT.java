package io.deepgrow.seg.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.seg.SegFixture;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.SegContent;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesReader;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written files under the eyes of dciodvfy (Debian package dicom3tools). */
class SegWriterIT {

  private static final Path SLICES = Path.of("../../shared/data/ct-abdomen-dicom");

  @TempDir Path folder;

  private final WrittenSeg written = new WrittenSeg();

  @Test
  void findsNoErrorInOrgansWithSides() throws Exception {
    written.write(written.segment(1), written.segment(2), written.segment(3));

    assertThat(complaints()).isEmpty();
  }

  @Test
  void findsNoErrorWithEmptyFramesAndAFindingInAnOrgan() throws Exception {
    StructureCode lesion = WrittenSeg.structure("lesion").in(WrittenSeg.structure("liver").type());
    written.options(
        SegOptions.standard().withEmptyFrames().withContent("Findings in the liver", "Doe^Jane"));

    written.write(
        SegSegment.of(1, lesion, SegFixture.mask(1), SegAlgorithm.manual())
            .described("drawn by hand")
            .tracked("finding 1", "2.25.99"));

    assertThat(complaints()).isEmpty();
  }

  @Test
  void findsNoErrorOnRealSlicesAndReadsThemBack() throws Exception {
    assumeTrue(Files.isDirectory(SLICES), "The CT slices of ../shared/data are not here");
    LoadedSeries series = SeriesReader.directory(SLICES);
    Mask bright = Mask.empty(series.volume().geometry());
    Mask soft = Mask.empty(series.volume().geometry());
    short[] voxels = series.volume().voxels();
    for (int flat = 0; flat < voxels.length; flat++) {
      bright.set(flat, voxels[flat] > 250);
      soft.set(flat, voxels[flat] > 0 && voxels[flat] < 100);
    }
    SegAlgorithm threshold = SegAlgorithm.automatic("threshold", "1");
    written.write(
        series,
        SegSegment.of(1, WrittenSeg.structure("unknown_structure"), bright, threshold),
        SegSegment.of(2, WrittenSeg.structure("liver"), soft, threshold));

    assertThat(complaints()).isEmpty();
    SegContent content =
        new SegReader(SegReadOptions.standard())
            .read(
                DicomReader.read(folder.resolve("seg.dcm"), DicomLimits.standard()),
                SourceGrid.of(series));
    assertThat(content.segments().get(0).mask().sameVoxels(bright)).isTrue();
    assertThat(content.segments().get(1).mask().sameVoxels(soft)).isTrue();
  }

  @Test
  void findsNoErrorInWhatWasAcceptedAndInItsSuccessor() throws Exception {
    DicomFile seg = written.file(written.segment(1), written.segment(2));
    Path file = folder.resolve("seg.dcm");

    Files.write(file, DicomWriter.bytes(AcceptedSegTest.ACCEPTED.named(seg)));
    assertThat(complaints(file)).isEmpty();
    Files.write(
        file,
        DicomWriter.bytes(
            AcceptedSegTest.ACCEPTED.successor(seg, UidSource.derived(new UUID(1, 2)))));
    assertThat(complaints(file)).isEmpty();
  }

  private List<String> complaints() throws IOException, InterruptedException {
    Path file = folder.resolve("seg.dcm");
    try (OutputStream out = Files.newOutputStream(file)) {
      written.instance().writeTo(out);
    }
    return complaints(file);
  }

  private static List<String> complaints(Path file) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder("dciodvfy", file.toString()).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, "dciodvfy is not installed (Debian package dicom3tools)");
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    assertThat(output).contains("Segmentation");
    return output.lines().filter(line -> line.startsWith("Error")).toList();
  }
}
