package io.deepgrow.dicomweb.dcm4chee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Dcm4cheeArchiveTest {

  private static final Path WIRE = Path.of("../../shared/reference/dcm4chee-arc-wire");
  private static final Pattern EXCHANGE =
      Pattern.compile(
          "(?s)>>> (GET|POST) /dcm4chee-arc(\\S+) HTTP/1.1\\n.*?<<<.*?HTTP/1.1 (\\d{3}).*?\\n\\n(.*?)\\n\\n-{60}");
  private static final StudyUid STUDY = new StudyUid(FakeArchive.STUDY);
  private static final SeriesUid SERIES = new SeriesUid("1.2.3");
  private static final SopInstanceUid INSTANCE = new SopInstanceUid("1.2.3.4");

  private final FakeArchive fake = FakeArchive.start();
  private final DicomWebConfig config = DicomWebConfig.of(fake.root());
  private final Dcm4cheeArchive archive = new Dcm4cheeArchive(config);

  @AfterEach
  void end() {
    fake.close();
  }

  @Test
  void theRootOfTheWorklistIsFoundOnTheHostThatWeKnow() {
    assertThat(archive.services("UPS_RS"))
        .singleElement()
        .satisfies(
            service -> {
              assertThat(service.aeTitle()).isEqualTo("WORKLIST");
              assertThat(service.root())
                  .isEqualTo(fake.root().resolve("/dcm4chee-arc/aets/WORKLIST/rs"));
              assertThat(service.classes()).contains("UPS_RS", "UPS_MATCHING");
            });
  }

  @Test
  void whatIsOnAnotherDeviceIsNotOfTheArchive() {
    assertThat(archive.services("STOW_RS"))
        .extracting(ArchiveService::aeTitle)
        .containsExactly("DCM4CHEE");
    assertThat(archive.services("NONE_RS")).isEmpty();
  }

  @Test
  void aRejectedObjectIsRestoredOnce() {
    DicomWebClient client = new DicomWebClient(config);
    client.rejectAtDcm4chee(STUDY, SERIES, INSTANCE);
    assertThat(archive.restore(STUDY, SERIES, INSTANCE)).isTrue();
    assertThat(archive.restore(STUDY, SERIES, INSTANCE)).isFalse();
    client.rejectAtDcm4chee(STUDY, SERIES, INSTANCE);
    client.rejectAtDcm4chee(STUDY, SERIES, INSTANCE);
  }

  @Test
  void aStudyIsSentOnByAnExporterThatIsThere() {
    assertThat(archive.export(STUDY, "TO-PEER")).isTrue();
    assertThat(archive.export(STUDY, "NOSUCH")).isFalse();
    assertThatThrownBy(() -> archive.export(STUDY, "../x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theStorageOfAStudyIsVerified() {
    assertThat(archive.verifyStorage(STUDY)).isTrue();
    assertThat(archive.verifyStorage(new StudyUid("1.2.404"))).isFalse();
  }

  @Test
  void aRootThatIsNoneOfADcm4cheeIsRefused() {
    DicomWebConfig other = DicomWebConfig.of(URI.create("https://pacs.example.org/dicom-web"));
    assertThatThrownBy(() -> new Dcm4cheeArchive(other)).hasMessageContaining("/aets/");
  }

  @Test
  void theFakeAnswersAsARealArchiveDid() throws Exception {
    assumeTrue(Files.isDirectory(WIRE), "the recorded traffic of a dcm4chee-arc is not here");
    int compared = 0;
    for (String file : List.of("60-webapps.txt", "60-export.txt", "60-stgcmt.txt")) {
      Matcher exchange = EXCHANGE.matcher(Files.readString(WIRE.resolve(file)));
      while (exchange.find()) {
        String path = exchange.group(2);
        if (path.startsWith("/webapps?dcmWebServiceClass=")
            || path.contains("/stgver")
            || path.matches(".*/export/[A-Z]+")) {
          compare(exchange, path);
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(5);
  }

  private void compare(Matcher exchange, String path) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(fake.root().resolve("/dcm4chee-arc" + path))
                    .method(exchange.group(1), HttpRequest.BodyPublishers.noBody())
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(Integer.parseInt(exchange.group(3)));
    if (!path.contains("/stgver")) {
      assertThat(answer.body().replace(", {", ",{")).as(path).isEqualTo(exchange.group(4).strip());
    }
  }
}
