package io.deepgrow.seg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Written files under the eyes of dciodvfy (Debian package dicom3tools). */
class SegWriterIT {

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

  private List<String> complaints() throws IOException, InterruptedException {
    Path file = folder.resolve("seg.dcm");
    try (OutputStream out = Files.newOutputStream(file)) {
      written.instance().writeTo(out);
    }
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
