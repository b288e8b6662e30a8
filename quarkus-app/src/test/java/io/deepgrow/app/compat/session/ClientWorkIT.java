package io.deepgrow.app.compat.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.compat.PublishedModel;
import io.deepgrow.app.compat.PublishedModels;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.app.session.SessionState;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class ClientWorkIT {

  private static final int CALLERS = 8;

  @Inject ClientWork work;
  @Inject SessionService sessions;
  @Inject PublishedModels models;

  private static ClientImage image(String series) {
    return new ClientImage(series, new StudyUid("2.25.1"), new SeriesUid(series), Optional.empty());
  }

  /** The sessions that callers at the same time get. */
  private Set<UUID> atOnce(String owner, String series, @Nullable UUID full) throws Exception {
    PublishedModel model = models.require(PublishedModels.SOLID);
    CountDownLatch all = new CountDownLatch(CALLERS);
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<SessionKey>> answers = new ArrayList<>();
      for (int n = 0; n < CALLERS; n++) {
        answers.add(
            callers.submit(
                () -> {
                  all.countDown();
                  all.await();
                  return work.session(owner, image(series), model, full);
                }));
      }
      Set<UUID> different = new TreeSet<>();
      for (Future<SessionKey> answer : answers) {
        assertThat(answer.get().state()).isEqualTo(SessionState.READY);
        different.add(answer.get().id());
      }
      return different;
    } finally {
      callers.shutdownNow();
    }
  }

  private static long open(String series) {
    List<String> states =
        given().queryParam("seriesUid", series).get("/api/v1/sessions").path("state");
    return states.stream().filter(state -> !state.equals("CLOSED")).count();
  }

  @Test
  void callersAtTheSameTimeWorkInOneSession() throws Exception {
    String series = "2.25.4711";

    Set<UUID> first = atOnce("somebody", series, null);

    assertThat(first).hasSize(1);
    assertThat(atOnce("somebody", series, null)).isEqualTo(first);
    assertThat(open(series)).as("those that came second are closed").isEqualTo(1);
    assertThat(atOnce("somebody else", series, null)).hasSize(1).isNotEqualTo(first);
  }

  @Test
  void aFullSessionIsReplacedOnceAndClosed() throws Exception {
    String series = "2.25.4712";
    UUID full = atOnce("somebody", series, null).iterator().next();

    Set<UUID> second = atOnce("somebody", series, full);

    assertThat(second).hasSize(1).doesNotContain(full);
    assertThat(sessions.require(full).state()).isEqualTo(SessionState.CLOSED);
    assertThat(open(series)).isEqualTo(1);
  }
}
