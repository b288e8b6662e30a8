package io.deepgrow.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.PixelData;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.TransferSyntax;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.series.CtSlices;
import io.deepgrow.series.SeriesReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacsWaysTest {

  private static final int SLICES = 30;

  private final List<DicomFile> files = CtSlices.axial(SLICES);
  private final FakePacs archive = FakePacs.of(files);
  private final StudyUid study = new StudyUid(text(Tag.STUDY_INSTANCE_UID));
  private final SeriesUid series = new SeriesUid(text(Tag.SERIES_INSTANCE_UID));
  private DicomWebClient client = client(Duration.ofMinutes(1));

  private String text(int tag) {
    return files.get(0).dataSet().string(tag).orElseThrow();
  }

  private DicomWebClient client(Duration limit) {
    return new DicomWebClient(
        DicomWebConfig.of(archive.base())
            .with(Duration.ofSeconds(20), 3, Duration.ofMillis(1))
            .withCallTimeout(limit));
  }

  @AfterEach
  void stop() {
    archive.close();
  }

  private int loaded() {
    return SeriesReader.fromPacs(client, study, series, (done, total) -> {}).slices().size();
  }

  private AbstractThrowableAssert<?, ?> assertFails(String code) {
    return assertThatThrownBy(this::loaded)
        .isInstanceOfSatisfying(DicomWebException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Predicate<DicomFile> firstSlices(int count) {
    List<DicomFile> first = List.copyOf(files.subList(0, count));
    return first::contains;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 12, 29})
  void readsEveryPageOfASearchThatIsCapped(int cap) {
    archive.with(PacsWays.friendly().capped(cap));
    assertThat(loaded()).isEqualTo(SLICES);
  }

  @Test
  void readsOnWhileTheWarningSaysThereIsMore() {
    archive.with(PacsWays.friendly().capped(12).warningOfMore());
    assertThat(client.instances(study, series, QidoQuery.all())).hasSize(SLICES);
    assertThat(loaded()).isEqualTo(SLICES);
  }

  @Test
  void takesAllThatCameWhenTheCountSaysTheListIsShort() {
    archive.with(PacsWays.friendly().capped(12).ignoringOffset());
    assertThat(loaded()).isEqualTo(SLICES);
  }

  @Test
  void refusesMoreObjectsThanAreListedWhereNothingCountsThem() {
    archive.with(PacsWays.friendly().capped(12).ignoringOffset().counting(n -> -1));
    assertFails("dicomweb.surplus").hasMessageContaining("lists 12 instances");
  }

  @Test
  void refusesAListThatIsKnownToBeShort() {
    archive.with(PacsWays.friendly().capped(12).ignoringOffset().warningOfMore().counting(n -> -1));
    assertFails("dicomweb.incomplete");
    assertThatThrownBy(() -> client.instances(study, series, QidoQuery.all()))
        .hasMessageContaining("more than 12 results");
  }

  @Test
  void refusesAShortListAndAShortRetrieval() {
    archive.with(PacsWays.friendly().capped(12).ignoringOffset().showing(firstSlices(12)));
    assertFails("dicomweb.incomplete").hasMessageContaining("there are 30 and sent 12");
  }

  @Test
  void refusesASliceOfAnotherSeries() {
    DicomFile foreign = CtSlices.axial(1).get(0);
    foreign.dataSet().setString(Tag.SERIES_INSTANCE_UID, "2.25.77");
    archive.with(
        PacsWays.friendly().rewriting(f -> f.sopInstanceUid().equals(last()) ? foreign : f));
    assertFails("dicomweb.foreign_object").hasMessageContaining("another series");
  }

  private io.deepgrow.dicom.SopInstanceUid last() {
    return files.get(SLICES - 1).sopInstanceUid();
  }

  @Test
  void asksForLessWhereAHighLimitIsRefusedAndRemembersIt() {
    archive.with(PacsWays.friendly().refusingLimitsAbove(200));
    assertThat(loaded()).isEqualTo(SLICES);
    int before = archive.requests().size();

    client.instances(study, series, QidoQuery.all());

    assertThat(archive.requests().subList(before, archive.requests().size()))
        .allMatch(request -> request.contains("limit=200"));
  }

  @Test
  void asksWithoutALimitWhereNoneIsAccepted() {
    archive.with(
        PacsWays.friendly()
            .capped(12)
            .before(
                exchange -> {
                  boolean limited =
                      String.valueOf(exchange.getRequestURI().getQuery()).contains("limit=");
                  if (limited) {
                    exchange.sendResponseHeaders(400, -1);
                  }
                  return limited;
                }));
    assertThat(loaded()).isEqualTo(SLICES);
  }

  @Test
  void readsAnswersThatWereCompressedUnrequested() {
    archive.with(PacsWays.friendly().gzipping());
    assertThat(loaded()).isEqualTo(SLICES);
  }

  @Test
  void acceptsPlainJsonWhereDicomJsonIsUnknown() {
    archive.with(PacsWays.friendly().knowingPlainJsonOnly());
    assertThat(loaded()).isEqualTo(SLICES);
    assertThat(archive.requests()).filteredOn(r -> r.contains("/instances?")).hasSizeLessThan(4);
  }

  @Test
  void namesAWebPageInPlaceOfJson() {
    archive.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  byte[] page = "<html>log in</html>".getBytes(StandardCharsets.US_ASCII);
                  exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                  exchange.sendResponseHeaders(200, page.length);
                  exchange.getResponseBody().write(page);
                  return true;
                }));
    assertFails("dicomweb.bad_json").hasMessageContaining("web page");
  }

  @Test
  void endsATricklingAnswerAtTheLimitOfTheCall() {
    client = client(Duration.ofMillis(300));
    archive.with(PacsWays.friendly().before(PacsWaysTest::trickle));
    assertFails("dicomweb.timeout");
  }

  /** One blank at a time for as long as somebody reads. */
  private static boolean trickle(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    while (!Thread.currentThread().isInterrupted()) {
      exchange.getResponseBody().write(' ');
      exchange.getResponseBody().flush();
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return true;
  }

  private static DicomFile asHtj2k(DicomFile file) {
    return new DicomFile(
        TransferSyntax.of("1.2.840.10008.1.2.4.201"),
        file.dataSet(),
        new PixelData(new byte[0], List.of(new byte[] {1, 2})));
  }

  @Test
  void requestsAnExplicitObjectOnceWhereTheSyntaxIsUnsupported() {
    archive.with(PacsWays.friendly().rewriting(PacsWaysTest::asHtj2k).transcodingAnswered(500));
    assertThatThrownBy(this::loaded)
        .isInstanceOfSatisfying(
            DicomException.class,
            e -> assertThat(e.code()).isEqualTo("dicom.unsupported_transfer_syntax"))
        .hasMessageContaining("instance 2.25.")
        .hasMessageContaining("HTJ2K");
    List<String> alone = new ArrayList<>(archive.requests());
    alone.removeIf(r -> !r.matches("GET .*/instances/[0-9.]+"));
    assertThat(alone).doesNotHaveDuplicates();
  }

  @Test
  void aPacsThatFailsInPassingIsNotCalledUnsupportedSyntax() {
    archive.with(
        PacsWays.friendly()
            .rewriting(PacsWaysTest::asHtj2k)
            .before(
                exchange -> {
                  boolean alone = exchange.getRequestURI().getPath().contains("/instances/");
                  if (alone) {
                    exchange.sendResponseHeaders(503, -1);
                  }
                  return alone;
                }));
    assertFails("dicomweb.refused").hasMessageContaining("HTTP 503").hasMessageContaining("HTJ2K");
  }

  private StoreOutcome store(int status, int reason, String warning) {
    archive.files().remove(0);
    archive.with(PacsWays.friendly().refusing(status, reason, warning));
    DicomFile file = files.get(0);
    return client.store(study, series, file.sopInstanceUid(), DicomWriter.bytes(file));
  }

  @ParameterizedTest
  @ValueSource(ints = {0xA701, 0xA771, 0xA778, 0xA7FF, 0xA900, 0xC409, 0xC499})
  void aRefusalIsFinalAndSaysWhy(int reason) {
    StoreOutcome outcome = store(409, reason, "Subsequent occurrence of rejected Object");

    assertThat(outcome).isInstanceOf(StoreOutcome.Rejected.class);
    assertThat(outcome.next(1)).isEqualTo(StoreOutcome.Next.GIVE_UP);
    assertThat(outcome.words())
        .isEqualTo(
            "HTTP 409, failure reason 0x%04X: Subsequent occurrence of rejected Object", reason);
  }

  @Test
  void outOfResourcesAndServerErrorsPass() {
    assertThat(store(409, 0xA700, "disk full").next(1000)).isEqualTo(StoreOutcome.Next.TRY_AGAIN);
    assertThat(store(503, -1, "").next(1000)).isEqualTo(StoreOutcome.Next.TRY_AGAIN);
    assertThat(store(500, 0xA778, "").words()).isEqualTo("HTTP 500, failure reason 0xA778");
  }

  @Test
  void aProcessingFailureIsTriedAFewTimes() {
    StoreOutcome outcome = store(409, 0x0110, "java.io.EOFException");
    assertThat(outcome).isInstanceOf(StoreOutcome.RejectedForNow.class);
    assertThat(outcome.next(1)).isEqualTo(StoreOutcome.Next.TRY_AGAIN);
    assertThat(outcome.next(StoreOutcome.TRIES_OF_A_DOUBTFUL_REFUSAL))
        .isEqualTo(StoreOutcome.Next.GIVE_UP);
    assertThat(outcome.words()).contains("0x0110").contains("java.io.EOFException");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 413})
  void aRefusalWithoutAReasonMayBeAGatewaysAndIsTriedAFewTimes(int status) {
    StoreOutcome outcome = store(status, -1, "");

    assertThat(outcome.next(1)).isEqualTo(StoreOutcome.Next.TRY_AGAIN);
    assertThat(outcome.next(StoreOutcome.TRIES_OF_A_DOUBTFUL_REFUSAL))
        .isEqualTo(StoreOutcome.Next.GIVE_UP);
    assertThat(outcome.words()).isEqualTo("HTTP " + status);
  }

  @Test
  void theWordsOfThePacsComeWithoutThePatient() {
    String words =
        store(409, 0xA778, "Patient ID [ABC-1^^^H] differs from Patient ID [D] of Study[uid=1.2].")
            .words();
    assertThat(words).contains("differs").contains("Study[uid=1.2]").doesNotContain("ABC-1");
  }

  @Test
  void storesWhereOnlyPlainJsonIsAccepted() {
    archive.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  List<String> accept = exchange.getRequestHeaders().get("Accept");
                  boolean refused =
                      exchange.getRequestMethod().equals("POST")
                          && !accept.toString().contains("application/json");
                  if (refused) {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(406, -1);
                  }
                  return refused;
                }));
    DicomFile file = files.get(0);
    archive.files().remove(file);
    assertThat(client.store(study, series, file.sopInstanceUid(), DicomWriter.bytes(file)))
        .isInstanceOf(StoreOutcome.Stored.class);
  }
}
