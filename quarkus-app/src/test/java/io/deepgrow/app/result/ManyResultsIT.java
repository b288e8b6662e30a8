package io.deepgrow.app.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.Sql;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.queue.Urgency;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.dicomweb.PacsWays;
import io.deepgrow.seg.write.Equipment;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.seg.write.SegWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesLoader;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Two thousand results at once, to a PACS that hangs, refuses and comes back. */
@QuarkusTest
@TestProfile(ManyResultsIT.Eight.class)
@WithTestResource(TestDatabase.class)
@WithTestResource(PlayedPacs.class)
class ManyResultsIT {

  private static final int RESULTS = 2000;
  private static final int HANGING = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(9);

  /** Twice as many senders as calls that hang. */
  public static class Eight implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "deepgrow.security.allow-anonymous", "true",
          "deepgrow.results.senders", "8",
          "deepgrow.results.retry", "100ms",
          "deepgrow.results.max-retry", "1s",
          "deepgrow.pacs.idle-timeout", "10m",
          "quarkus.http.test-port", "0");
    }
  }

  @Inject Outbox outbox;
  @Inject WorkQueue queue;
  @Inject DataSource database;

  private final LoadedSeries series = series();

  private static LoadedSeries series() {
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    PlayedPacs.study(1).forEach(loader::add);
    return loader.finish();
  }

  private long count(String where) throws Exception {
    return new Sql(database).count("stored_result", where);
  }

  private void enqueue(String session) throws Exception {
    StoredResult result = new StoredResult();
    result.id = UUID.randomUUID();
    result.sessionId = UUID.fromString(session);
    result.createdAt = Instant.now();
    result.nextAttempt = result.createdAt;
    SegWriter writer =
        new SegWriter(
            UidSource.derived(result.id),
            Clock.fixed(result.createdAt, ZoneOffset.UTC),
            new Equipment("maker", "model", "1", "1"),
            SegOptions.standard());
    var seg = SegMaker.single(writer, series, SegSamples.segments(series));
    result.studyUid = seg.studyInstanceUid();
    result.seriesUid = seg.seriesInstanceUid();
    result.sopUid = seg.sopInstanceUid();
    result.dataset = seg.bytes();
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              outbox.add(result);
              queue.enqueue(ResultSender.KIND, result.id, result.nextAttempt, Urgency.USUAL);
            });
  }

  @Test
  void allEndAndNoneIsHeldUpByAnother() throws Exception {
    String session = PlayedSessions.clicked(1);
    AtomicInteger calls = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    PlayedPacs.pacs.with(
        PacsWays.friendly()
            .before(
                exchange -> {
                  if (!exchange.getRequestMethod().equals("POST")) {
                    return false;
                  }
                  int call = calls.incrementAndGet();
                  if (call % 50 == 0 && call <= 50 * HANGING) {
                    await(over);
                  } else if (call % 7 == 0) {
                    exchange.sendResponseHeaders(503, -1);
                    return true;
                  }
                  return false;
                }));
    try {
      for (int n = 0; n < RESULTS; n++) {
        enqueue(session);
      }
      long others = RESULTS - HANGING;
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> count("state = 'VERIFIED'") >= others);
      assertThat(count("state = 'PENDING'")).isEqualTo(HANGING);
    } finally {
      over.countDown();
    }
    Awaitility.await().atMost(PATIENCE).until(() -> count("state = 'VERIFIED'") == RESULTS);

    assertThat(
            PlayedPacs.pacs.files().stream()
                .map(DicomFile::dataSet)
                .filter(d -> d.string(Tag.MODALITY).orElse("").equals("SEG"))
                .map(d -> d.string(Tag.SOP_INSTANCE_UID).orElseThrow()))
        .hasSize(RESULTS)
        .doesNotHaveDuplicates();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
