package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.FakePacs;
import io.deepgrow.dicomweb.PacsWays;
import io.deepgrow.inference.click.Click;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that stands still past its lease and goes on has no effect any more. */
class FrozenReplicaIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path folder;

  private static String uid(int tag) {
    return PlayedPacs.study(1).get(0).dataSet().string(tag).orElseThrow();
  }

  @Test
  void whatAnotherFoundOutMeanwhileStays() throws Exception {
    CountDownLatch sending = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    AtomicInteger posts = new AtomicInteger();
    try (FakePacs pacs = FakePacs.of(PlayedPacs.study(1));
        Replicas replicas = Replicas.start(folder, pacs.base(), 1)) {
      pacs.with(
          PacsWays.friendly()
              .before(
                  exchange -> {
                    if (!exchange.getRequestMethod().equals("POST")
                        || posts.incrementAndGet() > 1) {
                      return false;
                    }
                    sending.countDown();
                    await(answer);
                    // a refusal: it would show if the frozen one wrote it down
                    exchange.sendResponseHeaders(400, -1);
                    return true;
                  }));
      Api api = new Api(replicas.one(0).root());
      String session = api.open(uid(Tag.STUDY_INSTANCE_UID), uid(Tag.SERIES_INSTANCE_UID));
      api.addSegment(session, "spleen");
      api.click(session, Click.positive(24, 24, 6), "");
      String result = api.submit(session, "").path("id").asText();
      sending.await();

      replicas.one(0).freeze();
      replicas.add(folder, pacs.base());
      Awaitility.await().atMost(PATIENCE).until(() -> row(replicas, result).contains("VERIFIED"));
      String before = row(replicas, result);
      answer.countDown();
      replicas.one(0).goOn();
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> replicas.one(0).log().contains("has been taken over meanwhile"));

      assertThat(row(replicas, result)).isEqualTo(before);
      assertThat(
              pacs.files().stream()
                  .map(DicomFile::dataSet)
                  .filter(d -> d.string(Tag.MODALITY).orElse("").equals("SEG")))
          .hasSize(1);
      assertThat(
              text(
                  replicas,
                  "select string_agg(split_part(detail, ':', 2), ',' order by number) from"
                      + " session_event where type = 'result'"))
          .isEqualTo("PENDING,STORED,VERIFIED");
    } finally {
      answer.countDown();
    }
  }

  private static String row(Replicas replicas, String result) throws Exception {
    return text(replicas, "select r::text from stored_result r where id = '" + result + "'");
  }

  private static String text(Replicas replicas, String sql) throws Exception {
    try (var database =
            DriverManager.getConnection(replicas.database().url(), "postgres", "postgres");
        var rows = database.createStatement().executeQuery(sql)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
