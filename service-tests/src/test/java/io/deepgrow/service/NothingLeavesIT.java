package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.inference.click.Click;
import io.deepgrow.process.SystemCalls;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.PatientModule;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service talks to nobody but whom it was told of, and writes nowhere but where it was told to,
 * watched without {@code CI} in the environment since libraries behave differently with it.
 */
class NothingLeavesIT {

  @TempDir private Path folder;

  @Test
  void fromStartToAStoredResultNoCallLeavesTheMachineAndNoFileLandsOutsideItsFolders()
      throws Exception {
    assumeTrue(SystemCalls.canBeSeen(), "strace is not installed or not allowed here");
    Path data = Files.createDirectory(folder.resolve("data"));
    Path home = Files.createDirectory(folder.resolve("home"));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    SystemCalls calls = SystemCalls.into(folder.resolve("calls.txt"));
    int port = ServiceProcess.freePort();
    URI own = URI.create("http://127.0.0.1:" + port + "/dicom-web");
    List<String> command =
        ServiceProcess.command(
            data,
            own,
            port,
            "-Ddeepgrow.archive.enabled=true",
            "-Djava.io.tmpdir=" + temporary,
            "-Duser.home=" + home);
    ProcessBuilder builder =
        new ProcessBuilder(calls.watching(command))
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("service.log").toFile());
    builder.environment().remove("CI");
    builder.environment().put("HOME", home.toString());

    try (ServiceProcess service = ServiceProcess.of(data, own, port, builder.start())) {
      clickAndStore(service, own);
    }

    assertThat(calls.leaving()).as("calls to other machines, and look-ups of names").isEmpty();
    List<String> allowed =
        List.of(data + "/", temporary + "/", "/dev/", "/proc/", "/tmp/hsperfdata", "/tmp/.s.PGSQL");
    assertThat(calls.createdOutside(allowed)).as("files outside the service's folders").isEmpty();
    try (var files = Files.list(home)) {
      assertThat(files).as("files in the home of who runs the service").isEmpty();
    }
  }

  private static void clickAndStore(ServiceProcess service, URI own) throws Exception {
    List<DicomFile> slices =
        new CtWriter(
                UidSource.derived(new UUID(7, 2)),
                Instant.EPOCH,
                new PatientModule("Marker^Nobody", "MARKER-ID", "Marker study"))
            .write(WholeWayIT.ball());
    DicomWebClient archive = new DicomWebClient(DicomWebConfig.of(own));
    for (DicomFile slice : slices) {
      archive.store(study(slice), series(slice), slice.sopInstanceUid(), DicomWriter.bytes(slice));
    }
    Api api = new Api(service.root());
    DicomFile first = slices.get(0);
    String session = api.open(study(first).value(), series(first).value());
    api.addSegment(session, "spleen");
    api.click(session, Click.positive(32, 32, 12), "first");
    String result = api.submit(session, "result").path("id").asText();
    api.awaitResult(session, result, "VERIFIED");
  }

  private static StudyUid study(DicomFile file) {
    return new StudyUid(file.dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow());
  }

  private static SeriesUid series(DicomFile file) {
    return new SeriesUid(file.dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow());
  }
}
