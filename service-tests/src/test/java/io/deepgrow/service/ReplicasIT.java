package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.result.PlayedPacs;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.FakePacs;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three service processes on one PostgreSQL, each killed twice while people work. */
class ReplicasIT {

  private static final int REPLICAS = 3;
  private static final int SESSIONS = 10;
  private static final int DEEDS = 20;
  private static final int KILLS = 6;
  private static final int CALLERS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;

  private static String uid(int tag) {
    return PlayedPacs.study(1).get(0).dataSet().string(tag).orElseThrow();
  }

  private static ModelledSession session(Replicas replicas, int seed) throws Exception {
    return new ModelledSession(
        replicas, uid(Tag.STUDY_INSTANCE_UID), uid(Tag.SERIES_INSTANCE_UID), seed);
  }

  @Test
  void nothingAcknowledgedIsLostOrDoubledWhileReplicasAreKilled() throws Exception {
    try (FakePacs pacs = FakePacs.of(PlayedPacs.study(1));
        Replicas replicas = Replicas.start(folder, pacs.base(), REPLICAS)) {
      List<ModelledSession> sessions = new ArrayList<>();
      List<EventListener> listeners = new ArrayList<>();
      for (int n = 0; n < SESSIONS; n++) {
        sessions.add(session(replicas, n));
        listeners.add(new EventListener(replicas, sessions.get(n).id()));
      }

      work(replicas, sessions);

      for (ModelledSession session : sessions) {
        assertThat(session.stored()).isEqualTo(session.clicks());
        assertThat(session.mask()).isEqualTo(session.replayed(session(replicas, 99)));
      }
      savedExactlyOnce(pacs, sessions);
      for (int n = 0; n < SESSIONS; n++) {
        heardAll(replicas, sessions.get(n), listeners.get(n));
        listeners.get(n).close();
      }
      assertThat(replicas.logs()).doesNotContain("unexpected failure of a request");
    }
  }

  private static void work(Replicas replicas, List<ModelledSession> sessions) throws Exception {
    AtomicInteger done = new AtomicInteger();
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (ModelledSession session : sessions) {
        all.add(
            callers.submit(
                () -> {
                  for (int n = 0; n < DEEDS; n++) {
                    session.act();
                    done.incrementAndGet();
                  }
                  return null;
                }));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        int next = (kill + 1) * SESSIONS * DEEDS / (KILLS + 1);
        Awaitility.await()
            .atMost(PATIENCE)
            .until(() -> done.get() >= next || all.stream().anyMatch(ReplicasIT::failed));
        replicas.killAndRestart(kill);
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static boolean failed(Future<?> future) {
    try {
      return future.isDone() && future.get() != null;
    } catch (Exception e) {
      return true;
    }
  }

  private static void savedExactlyOnce(FakePacs pacs, List<ModelledSession> sessions) {
    int saved = 0;
    Set<String> results = new HashSet<>();
    for (ModelledSession session : sessions) {
      for (String result : session.results()) {
        saved++;
        results.add(result);
        Awaitility.await().atMost(PATIENCE).until(() -> session.state(result).equals("VERIFIED"));
      }
    }
    assertThat(results).hasSize(saved);
    List<String> segs =
        pacs.files().stream()
            .map(DicomFile::dataSet)
            .filter(d -> d.string(Tag.MODALITY).orElse("").equals("SEG"))
            .map(d -> d.string(Tag.SOP_INSTANCE_UID).orElseThrow())
            .collect(Collectors.toList());
    assertThat(segs).hasSize(saved).doesNotHaveDuplicates();
  }

  private static void heardAll(Replicas replicas, ModelledSession session, EventListener listener)
      throws Exception {
    long last;
    try (Connection database =
            DriverManager.getConnection(replicas.database().url(), "postgres", "postgres");
        ResultSet row =
            database
                .createStatement()
                .executeQuery(
                    "select last_event from annotation_session where id = '"
                        + session.id()
                        + "'")) {
      row.next();
      last = row.getLong(1);
    }
    Awaitility.await().atMost(PATIENCE).until(() -> listener.numbers().size() >= last);
    assertThat(listener.numbers())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, last).boxed().toList());
    assertThat(String.join("\n", listener.types())).doesNotContain("gap");
  }

  @Test
  void twoReplicasOnOneSegmentAnswerBothInAnOrder() throws Exception {
    try (FakePacs pacs = FakePacs.of(PlayedPacs.study(1));
        Replicas replicas = Replicas.start(folder, pacs.base(), 2)) {
      ModelledSession session = session(replicas, 1);
      ExecutorService callers = Executors.newFixedThreadPool(2);
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < 2; caller++) {
        String root = replicas.one(caller).root() + "/api/v1/sessions/";
        int row = 18 + 4 * caller;
        all.add(
            callers.submit(
                () -> {
                  for (int i = 16; i < 24; i++) {
                    String body =
                        "{\"kind\":\"POSITIVE\",\"voxel\":{\"i\":%d,\"j\":%d,\"k\":6}}"
                            .formatted(i, row);
                    var answer =
                        replicas.send(root, "POST", session.id() + "/segments/1/clicks", body, "");
                    assertThat(answer.statusCode()).isEqualTo(200);
                  }
                  return null;
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
      callers.shutdown();

      assertThat(session.stored()).hasSize(16);
      session.clicks().addAll(session.stored());
      assertThat(session.mask()).isEqualTo(session.replayed(session(replicas, 2)));
    }
  }
}
