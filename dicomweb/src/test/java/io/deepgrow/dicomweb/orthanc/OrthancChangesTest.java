package io.deepgrow.dicomweb.orthanc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrthancChangesTest {

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpServer server = server();
  private final OrthancChanges changes = new OrthancChanges(config("/dicom-web/"));

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private DicomWebConfig config(String path) {
    return DicomWebConfig.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path))
        .with(Duration.ofSeconds(5), 1, Duration.ofMillis(1));
  }

  @BeforeEach
  void start() {
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestURI().toString());
          String body = answers.get(exchange.getRequestURI().toString());
          byte[] bytes = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(
              body == null ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static String change(int number, String type, String id) {
    return "{\"ChangeType\":\"%s\",\"Date\":\"20260101T000000\",\"ID\":\"%s\",\"Path\":\"/x\",\"ResourceType\":\"Study\",\"Seq\":%d}"
        .formatted(type, id, number);
  }

  private static String study(String uid) {
    return "{\"ID\":\"a\",\"MainDicomTags\":{\"StudyDate\":\"20260101\",\"StudyInstanceUID\":\"%s\"},\"PatientMainDicomTags\":{\"PatientName\":\"X\"}}"
        .formatted(uid);
  }

  @Test
  void studiesThatAreNewOrStableAreListedInOrderAndOthersPassedOver() {
    answers.put(
        "/changes?since=7&limit=100",
        "{\"Changes\":["
            + change(8, "NewInstance", "e-1")
            + ","
            + change(9, "NewStudy", "aa")
            + ","
            + change(12, "StableStudy", "bb")
            + "],\"Done\":false,\"Last\":12}");
    answers.put("/studies/aa", study("1.2.3"));
    answers.put("/studies/bb", study("1.2.4"));

    OrthancChanges.Page page = changes.since(7, 100);

    assertThat(page.last()).isEqualTo(12);
    assertThat(page.done()).isFalse();
    assertThat(page.studies())
        .containsExactly(
            new OrthancChanges.Changed(new StudyUid("1.2.3"), false),
            new OrthancChanges.Changed(new StudyUid("1.2.4"), true));
  }

  @Test
  void aStudyThatIsGoneSinceIsPassedOver() {
    answers.put(
        "/changes?since=0&limit=10",
        "{\"Changes\":[" + change(1, "StableStudy", "cc") + "],\"Done\":true,\"Last\":1}");
    assertThat(changes.since(0, 10).studies()).isEmpty();
  }

  @Test
  void aNameOfAStudyThatIsNoneIsNeverPartOfAPath() {
    answers.put(
        "/changes?since=0&limit=10",
        "{\"Changes\":["
            + change(1, "StableStudy", "../tools/reset")
            + "],\"Done\":true,\"Last\":1}");
    assertThat(changes.since(0, 10).studies()).isEmpty();
    assertThat(requests).containsExactly("/changes?since=0&limit=10");
  }

  @Test
  void theNewestNumberIsKnownWithoutReadingTheList() {
    answers.put("/changes?last", "{\"Changes\":[],\"Done\":true,\"Last\":4711}");
    assertThat(changes.last()).isEqualTo(4711);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "<html>",
        "{\"Last\":\"many\"}",
        "{\"Last\":99999999999999999999999}",
        "{\"Done\":3}",
        "{\"Changes\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}"
      })
  void whatIsNoListOfChangesIsRefusedInWords(String body) {
    answers.put("/changes?since=0&limit=10", body);
    assertThatThrownBy(() -> changes.since(0, 10))
        .isInstanceOf(DicomWebException.class)
        .hasMessageContaining("no Orthanc");
  }

  @Test
  void aRootThatIsNotOfAnOrthancIsRefused() {
    DicomWebConfig other = config("/dcm4chee-arc/aets/A/rs");
    assertThatThrownBy(() -> new OrthancChanges(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("/dicom-web");
  }
}
