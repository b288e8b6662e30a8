package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.PacsWays;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.series.CtSlices;
import io.deepgrow.series.LoadedSeries;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryTest {

  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  private final FakePacs pacs = FakePacs.of(CtSlices.axial(5));
  private final DicomWebConfig once =
      DicomWebConfig.of(pacs.base()).with(Duration.ofSeconds(5), 1, Duration.ofMillis(1));
  private final DicomWebClient client = new DicomWebClient(once);
  private final Delivery delivery = new Delivery(client, client, new Comparison());
  private final byte[] seg = seg();
  private byte[] sent = seg;
  private boolean other;

  @AfterEach
  void close() {
    pacs.close();
  }

  private static byte[] seg() {
    LoadedSeries series = SegSamples.series();
    try {
      return SegMaker.single(
              SegSamples.writer(SegOptions.standard()), series, SegSamples.segments(series))
          .bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Claim claim(ResultState state, int attempts, int checks) {
    DicomObject header = DicomReader.read(seg, DicomLimits.standard()).dataSet();
    return new Claim(
        new UUID(1, 1),
        new UUID(2, 2),
        ConnectionId.DEFAULT,
        1,
        state,
        new StudyUid(header.string(Tag.STUDY_INSTANCE_UID).orElseThrow()),
        new SeriesUid(header.string(Tag.SERIES_INSTANCE_UID).orElseThrow()),
        new SopInstanceUid(header.string(Tag.SOP_INSTANCE_UID).orElseThrow()),
        attempts,
        checks);
  }

  private Step attempt(ResultState state, int attempts, int checks) {
    return delivery.attempt(
        claim(state, attempts, checks),
        seg,
        (bytes, otherPatient) -> {
          sent = bytes;
          other = otherPatient;
        });
  }

  private Step store() {
    return attempt(ResultState.PENDING, 0, 0);
  }

  private DicomObject storedHeader() {
    return pacs.files().get(pacs.files().size() - 1).dataSet();
  }

  /** The archive names the patient of its CT otherwise from now on. */
  private void rename(String name, String id) {
    pacs.with(
        PacsWays.friendly()
            .rewriting(
                file -> {
                  if (!file.dataSet().strings(Tag.SOP_CLASS_UID).equals(List.of(CT))) {
                    return file;
                  }
                  DicomObject header =
                      file.dataSet()
                          .deepCopy()
                          .setString(Tag.PATIENT_NAME, name)
                          .setString(Tag.PATIENT_ID, id);
                  return new DicomFile(file.syntax(), header, file.pixelData());
                }));
  }

  @Test
  void whatIsStoredIsReadBackAndCompared() {
    assertThat(store()).isInstanceOf(Step.Stored.class);
    assertThat(attempt(ResultState.STORED, 1, 0)).isInstanceOf(Step.Verified.class);
    assertThat(sent).isSameAs(seg);
  }

  @Test
  void aSecondAttemptStoresNothingThatIsThere() {
    store();
    int before = pacs.files().size();

    assertThat(attempt(ResultState.PENDING, 1, 0)).isInstanceOf(Step.Stored.class);
    assertThat(pacs.files()).hasSize(before);
  }

  @Test
  void whoTakesOverFromOneThatDiedStoresNothingThatIsThere() {
    store();
    int before = pacs.files().size();
    Claim first = claim(ResultState.PENDING, 0, 0);
    Claim second =
        new Claim(
            first.id(),
            first.sessionId(),
            first.target(),
            2,
            first.state(),
            first.study(),
            first.series(),
            first.sop(),
            0,
            0);

    assertThat(delivery.attempt(second, seg, (bytes, otherPatient) -> {}))
        .isInstanceOf(Step.Stored.class);
    assertThat(pacs.files()).hasSize(before);
  }

  @Test
  void nothingIsSentOnceAnotherHasTakenOver() {
    Delivery.Rewrite taken =
        new Delivery.Rewrite() {
          @Override
          public void with(byte[] dataset, boolean otherPatient) {}

          @Override
          public void sending() {
            throw new TakenOverException();
          }
        };

    assertThatThrownBy(() -> delivery.attempt(claim(ResultState.PENDING, 0, 0), seg, taken))
        .isInstanceOf(TakenOverException.class);
    assertThat(pacs.requests()).noneMatch(r -> r.startsWith("POST"));
  }

  @Test
  void aPatientRenamedSinceTheSlicesWereReadIsNamedAsToday() {
    String id = SegSamples.series().commonAttributes().string(Tag.PATIENT_ID).orElseThrow();
    rename("New^Name", id);

    assertThat(store()).isInstanceOf(Step.Stored.class);

    assertThat(storedHeader().string(Tag.PATIENT_NAME)).contains("New^Name");
    assertThat(other).isFalse();
    assertThat(sent).isNotSameAs(seg);
    assertThat(attempt(ResultState.STORED, 1, 0)).isInstanceOf(Step.Verified.class);
  }

  @Test
  void aStudyGivenToAnotherPatientIsNeverStoredUnderTheOldOne() {
    rename("Other^Patient", "OTHER-ID");

    assertThat(store()).isInstanceOf(Step.Stored.class);

    assertThat(storedHeader().string(Tag.PATIENT_ID)).contains("OTHER-ID");
    assertThat(storedHeader().string(Tag.PATIENT_NAME)).contains("Other^Patient");
    assertThat(other).isTrue();
  }

  @Test
  void aRefusalForGoodEndsWithTheWordsOfThePacs() {
    pacs.with(PacsWays.friendly().refusing(409, 0xA771, "Subsequent occurrence"));

    assertThat(store())
        .isEqualTo(
            new Step.Rejected(
                "The PACS refused the object: HTTP 409, failure reason 0xA771: Subsequent"
                    + " occurrence"));
  }

  @Test
  void aDoubtfulRefusalIsTriedAFewTimes() {
    pacs.with(PacsWays.friendly().refusing(409, 0x0110, "database conflict"));

    assertThat(attempt(ResultState.PENDING, 0, 0)).isInstanceOf(Step.Later.class);
    assertThat(attempt(ResultState.PENDING, 4, 0)).isInstanceOf(Step.Rejected.class);
  }

  @Test
  void anObjectThatNeverShowsEndsWithAReason() {
    assertThat(attempt(ResultState.STORED, 1, 0))
        .isEqualTo(new Step.Later("Accepted by the PACS, but not shown yet", true));
    assertThat(attempt(ResultState.STORED, 1, Delivery.CHECKS - 1))
        .isEqualTo(new Step.Rejected("The PACS accepted the object but does not show it"));
  }

  @Test
  void anObjectGivenBackCutIsLookedAtAgain() {
    store();
    pacs.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  ByteArrayOutputStream cut = new ByteArrayOutputStream();
                  cut.write("--p\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                  cut.write(seg, 0, seg.length / 2);
                  cut.write("\r\n--p--\r\n".getBytes(StandardCharsets.UTF_8));
                  exchange
                      .getResponseHeaders()
                      .set(
                          "Content-Type",
                          "multipart/related; type=\"application/dicom\"; boundary=p");
                  exchange.sendResponseHeaders(200, cut.size());
                  cut.writeTo(exchange.getResponseBody());
                  return true;
                }));

    assertThat(attempt(ResultState.STORED, 1, 0)).isInstanceOf(Step.Later.class);
    assertThat(((Step.Later) attempt(ResultState.STORED, 1, 0)).looked()).isTrue();
    assertThat(attempt(ResultState.STORED, 1, Delivery.CHECKS - 1))
        .isInstanceOf(Step.Rejected.class);
  }

  @Test
  void anUnreadableAnswerToASearchConcernsOnlyThisAttempt() {
    pacs.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  byte[] bad = "[{\"00080018\":".getBytes(StandardCharsets.UTF_8);
                  exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
                  exchange.sendResponseHeaders(200, bad.length);
                  exchange.getResponseBody().write(bad);
                  return true;
                }));

    assertThat(attempt(ResultState.PENDING, 1, 0)).isInstanceOf(Step.Later.class);
  }

  @Test
  void aPacsThatIsAwayIsTriedAgainWithoutCountingAsALook() {
    pacs.close();

    assertThat(attempt(ResultState.STORED, 1, Delivery.CHECKS - 1))
        .isInstanceOfSatisfying(Step.Later.class, later -> assertThat(later.looked()).isFalse());
  }
}
