package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.app.compat.Phantoms;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.OrthancProcess;
import io.deepgrow.dicomweb.QidoQuery;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Python clients of both protocols, as others wrote them, against the packaged service and a
 * real Orthanc: on a real abdomen where there is one, else on a generated CT.
 */
class PythonClientsIT {

  private static final Path SCRIPTS = Path.of("../e2e/clients");
  private static final Path ENVIRONMENT = SCRIPTS.resolve(".venv").toAbsolutePath().normalize();
  private static final Path ABDOMEN = Path.of("../../shared/data/ct-abdomen-dicom");
  private static final int MISSING = 3;
  private static final int PATIENCE_SECONDS = 600;
  private static final int POLLS = 300;

  @TempDir private static Path folder;
  private static OrthancProcess orthanc;
  private static ServiceProcess service;
  private static ServiceProcess guarded;
  private static Keys keys;
  private static DicomWebClient pacs;
  private static StudyUid study;
  private static SeriesUid series;
  private static String click;
  private static Path image;

  /** What a program printed, and how it ended. */
  private record Ended(int status, String output) {}

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(OrthancProcess.installed(), "Orthanc is not installed (Debian: orthanc-dicomweb)");
    require("");
    orthanc = OrthancProcess.start(Files.createDirectory(folder.resolve("orthanc")));
    pacs = new DicomWebClient(DicomWebConfig.of(orthanc.base()));
    boolean real = Files.isDirectory(ABDOMEN);
    List<DicomFile> slices = real ? abdomen() : Phantoms.slices(31);
    click = real ? "372,311,9" : "24,16,10";
    study = new StudyUid(slices.get(0).dataSet().string(Tag.STUDY_INSTANCE_UID).orElseThrow());
    series = new SeriesUid(slices.get(0).dataSet().string(Tag.SERIES_INSTANCE_UID).orElseThrow());
    for (DicomFile slice : slices) {
      pacs.store(study, series, slice.sopInstanceUid(), DicomWriter.bytes(slice));
    }
    service =
        ServiceProcess.start(Files.createDirectory(folder.resolve("service")), orthanc.base());
    guarded =
        ServiceProcess.start(
            Files.createDirectory(folder.resolve("guarded")),
            orthanc.base(),
            "-Ddeepgrow.security.allow-anonymous=false",
            "-Ddeepgrow.accounts.setup-code=" + Keys.CODE);
    keys = Keys.of(guarded.root());
    image = folder.resolve("image.nii.gz");
    HttpResponse<Path> file =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(service.root() + "/datastore/image?image=" + series.value()))
                    .build(),
                HttpResponse.BodyHandlers.ofFile(image));
    assertThat(file.statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() throws Exception {
    for (ServiceProcess process : Arrays.asList(service, guarded)) {
      if (process != null) {
        process.close();
      }
    }
    if (orthanc != null) {
      orthanc.close();
    }
  }

  private static List<DicomFile> abdomen() throws IOException {
    List<DicomFile> slices = new ArrayList<>();
    try (Stream<Path> paths = Files.list(ABDOMEN)) {
      for (Path path : paths.sorted().toList()) {
        slices.add(DicomReader.read(path, DicomLimits.standard()));
      }
    }
    return slices;
  }

  private static Ended run(String... command) throws IOException, InterruptedException {
    return run(Map.of(), List.of(command));
  }

  private static Ended run(Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "run", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("PYTHONPATH", ENVIRONMENT.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    return new Ended(process.exitValue(), Files.readString(log));
  }

  /** Skips, with the reason, where the environment can't be made. */
  private static void require(String client) throws IOException, InterruptedException {
    String setup = SCRIPTS.resolve("setup.sh").toString();
    Ended ended = run("sh", setup, ENVIRONMENT.toString(), client);
    assumeTrue(ended.status() != MISSING, ended.output());
    assertThat(ended.status()).as(ended.output()).isZero();
  }

  private static Ended flow(
      String root, Map<String, String> environment, String script, String... more)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(ENVIRONMENT.resolve("bin/python").toString());
    command.add(SCRIPTS.resolve(script).toString());
    command.addAll(List.of(root, image.toString(), click));
    command.addAll(List.of(more));
    return run(environment, command);
  }

  private static void requireComplete(Ended ended) {
    assertThat(ended.status()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("flow complete");
  }

  private static int segs() {
    return pacs.series(study, new QidoQuery(Map.of("Modality", "SEG"), List.of())).size();
  }

  @Test
  void monaiLabelsClientClicksSavesAndFindsItsLabelInThePacs() throws Exception {
    int before = segs();
    requireComplete(flow(service.root(), Map.of(), "monailabel_flow.py", series.value()));
    for (int poll = 0; poll < POLLS && segs() == before; poll++) {
      Thread.sleep(100);
    }
    assertThat(segs()).isEqualTo(before + 1);
  }

  @Test
  void nvidiasClientClicksInASessionAndWithTheFile() throws Exception {
    require("aiaa");
    requireComplete(flow(service.root(), Map.of(), "aiaa_flow.py"));
  }

  @Test
  void monaiLabelsClientWorksWithAGoodKeyOnlyWhereOneHasToSignIn() throws Exception {
    String good = keys.make("batch", "SERVICE");
    String watching = keys.make("watching", "VIEWER");
    String revoked = keys.make("former", "SERVICE");
    keys.revoke(revoked);

    requireComplete(
        flow(guarded.root(), Map.of("DEEPGROW_KEY", good), "monailabel_flow.py", series.value()));
    assertThat(flow(guarded.root(), Map.of("DEEPGROW_KEY", revoked), "monailabel_flow.py").output())
        .contains("the key opens nothing");
    assertThat(
            flow(guarded.root(), Map.of("DEEPGROW_KEY", watching), "monailabel_flow.py").output())
        .contains("Status: 403")
        .contains("This needs the role");
  }

  /** NVIDIA's client can send no header: a proxy adds the key, as docs/clients.md says. */
  @Test
  void nvidiasClientWorksThroughAProxyThatAddsAKeyAndNotWithoutIt() throws Exception {
    require("aiaa");
    try (KeyProxy proxy =
        new KeyProxy(URI.create(guarded.root()), keys.make("nvidia", "SERVICE"))) {
      requireComplete(flow(proxy.root(), Map.of(), "aiaa_flow.py"));
    }
    assertThat(flow(guarded.root(), Map.of(), "aiaa_flow.py").output()).contains("401");
  }
}
