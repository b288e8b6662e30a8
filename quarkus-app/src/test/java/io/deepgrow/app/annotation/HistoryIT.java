package io.deepgrow.app.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.RulesIT;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.model.PaintedModels;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The history of a segment against a model of it, over random steps. Other sequences with {@code
 * -Dhistory.seed=} and {@code -Dhistory.sequences=}.
 */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class HistoryIT {

  @Inject SessionService sessions;
  @Inject SegmentService segments;
  @Inject ClickService clicks;
  @Inject ClickSync sync;
  @Inject MaskQuery query;
  @Inject MaskStore masks;
  @Inject SeriesSupply supply;
  @Inject DeepgrowConfig config;
  @Inject ModelService real;

  private PaintedModels models;

  @BeforeEach
  void paint() {
    models = new PaintedModels(config, real.choose(null, UUID.randomUUID()));
    QuarkusMock.installMockForType(models, ModelService.class);
  }

  @Test
  void everyHistoryIsTheOneOfTheModel() {
    long seed = Long.getLong("history.seed", 1);
    int sequences = Integer.getInteger("history.sequences", 150);
    for (long n = seed; n < seed + sequences; n++) {
      List<HistoryStep> steps = HistoryStep.some(new Random(n));
      Optional<AssertionError> broken = broken(steps);
      if (broken.isPresent()) {
        List<HistoryStep> few = fewest(steps);
        assertThat(few)
            .as("seed %d: %s; steps that suffice", n, broken(few).orElse(broken.get()).getMessage())
            .isEmpty();
      }
    }
  }

  /** Why a sequence does not go as the model does, in a session of its own. */
  private Optional<AssertionError> broken(List<HistoryStep> steps) {
    UUID session = sessions.open(new StudyUid("2.25.1"), new SeriesUid("2.25.100"), null).id();
    sessions.await(session, Duration.ofSeconds(60));
    segments.add(session, "spleen", Optional.empty());
    DrivenHistory driven =
        new DrivenHistory(
            new DrivenHistory.Services(
                sessions, segments, clicks, sync, query, masks, supply, models),
            session);
    try {
      steps.forEach(driven::go);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(e);
    }
  }

  /** Leaves out what is not needed for a sequence to go wrong. */
  private List<HistoryStep> fewest(List<HistoryStep> steps) {
    List<HistoryStep> few = new ArrayList<>(steps);
    for (int before = few.size() + 1; few.size() < before; ) {
      before = few.size();
      for (int n = few.size() - 1; n >= 0; n--) {
        HistoryStep left = few.remove(n);
        if (broken(few).isEmpty()) {
          few.add(n, left);
        }
      }
    }
    return few;
  }
}
