package io.deepgrow.app.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.click.ClickHistory;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.mask.PlayedMasks;
import io.deepgrow.app.model.ModelRef;
import io.deepgrow.app.model.PaintedModels;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.segment.Terms;
import io.deepgrow.app.series.PlayedSupply;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.app.session.PlayedLocks;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionLocks;
import io.deepgrow.app.session.SessionState;
import io.deepgrow.inference.Prediction;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A unit of work with transactions that a test plays: others meddle between the two. */
class SegmentWorkTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(20, 20, 10), new Spacing(1, 1, 1));
  private static final Volume VOLUME = Volume.of(GRID, new short[GRID.size().arrayLength()]);
  private static final UUID SESSION = new UUID(1, 1);
  private static final SegmentSnapshot SEGMENT =
      new SegmentSnapshot(7, SESSION, 1, "spleen", "", false, 0);
  private static final MaskStore.Current NOTHING = new MaskStore.Current(0, "", Mask.empty(GRID));

  /** The clicks of a segment in memory, which another replica may change between the two. */
  private static final class Played extends SegmentTransactions {
    final List<Click> clicks = new ArrayList<>();
    final List<String> steps = new ArrayList<>();
    MaskStore.Current latest = NOTHING;
    int meddlings;

    Played() {
      super(null, null, null, null, null, null, null, null);
    }

    private Stage.Pending pending() {
      List<Click> live = List.copyOf(clicks);
      return new Stage.Pending(
          new SessionKey(SESSION, "2.25.1", "2.25.2", new ModelRef("m", null), SessionState.READY),
          new ClickHistory.Live(live, fingerprint(), OptionalLong.empty()),
          NOTHING,
          Mask.empty(GRID),
          OptionalLong.empty());
    }

    private String fingerprint() {
      return "clicks " + clicks.size();
    }

    private Stage.Done done() {
      return new Stage.Done(
          SEGMENT,
          latest,
          NOTHING.mask(),
          ClickAnswer.Outcome.of(0, latest.revision(), clicks, 1, OptionalLong.empty()));
    }

    @Override
    Stage begin(WorkRequest request, VolumeGeometry geometry) {
      steps.add("begin");
      if (latest.liveClicks().equals(fingerprint())) {
        return done();
      }
      clicks.add(Click.positive(5, 5, 5));
      return pending();
    }

    @Override
    Stage end(WorkRequest request, Stage.Pending begun, Prediction prediction) {
      steps.add("end");
      if (meddlings-- > 0) {
        clicks.add(Click.positive(10, 10, 5));
      }
      if (!begun.live().fingerprint().equals(fingerprint())) {
        return pending();
      }
      latest = new MaskStore.Current(latest.revision() + 1, fingerprint(), prediction.mask());
      return done();
    }
  }

  private final Played transactions = new Played();
  private final MaskStore masks = PlayedMasks.inMemory();
  private final SessionLocks locks = new SessionLocks();
  private final SeriesSupply supply =
      PlayedSupply.of(
          new io.deepgrow.app.series.SeriesSource() {
            @Override
            public boolean has(io.deepgrow.app.series.SeriesKey key) {
              return false;
            }

            @Override
            public io.deepgrow.series.LoadedSeries load(
                io.deepgrow.app.series.SeriesKey key,
                io.deepgrow.volume.file.MemoryRoom room,
                Progress progress) {
              throw new IllegalStateException("nobody loads here");
            }
          });
  private final PaintedModels models =
      new PaintedModels(
          new SmallRyeConfigBuilder()
              .addDiscoveredConverters()
              .addDefaultInterceptors()
              .withMapping(DeepgrowConfig.class)
              .build()
              .getConfigMapping(DeepgrowConfig.class));
  private final SegmentWork work = new SegmentWork(transactions, masks, models, locks, supply);

  @AfterEach
  void stop() {
    PlayedSupply.stop(supply);
  }

  private static WorkRequest request() {
    return WorkRequest.upToDate(SESSION, 1);
  }

  private Stage.Done run() {
    return work.run(request(), VOLUME, new ServerTiming());
  }

  private int held() {
    return PlayedLocks.held(locks);
  }

  @Test
  void theMaskOfTheClickIsCommittedRememberedAndAnswered() {
    Stage.Done done = run();

    assertThat(transactions.steps).containsExactly("begin", "end");
    assertThat(done.answer().revision()).isEqualTo(1);
    assertThat(done.answer().voxels()).isEqualTo(125);
    assertThat(PlayedMasks.remembered(masks, 7, 1, GRID)).containsSame(done.current());
    assertThat(held()).isZero();
  }

  @Test
  void whatIsUpToDateNeedsNoNetwork() {
    run();
    models.crashNext(true);

    assertThat(run().answer().revision()).isEqualTo(1);
    assertThat(transactions.steps).containsExactly("begin", "end", "begin");
  }

  @Test
  void clicksThatAnotherReplicaAddedMeanwhileAreInTheMask() {
    transactions.meddlings = 3;

    Stage.Done done = run();

    assertThat(transactions.steps).containsExactly("begin", "end", "end", "end", "end");
    assertThat(done.answer().positive()).isEqualTo(4);
    assertThat(done.answer().voxels()).isEqualTo(250);
  }

  @Test
  void aSegmentThatIsChangedFromAllSidesIsGivenUpAfterAWhile() {
    transactions.meddlings = Integer.MAX_VALUE;

    assertThatThrownBy(this::run)
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUSY));
    assertThat(transactions.steps).hasSize(21);
    assertThat(held()).isZero();
  }

  @Test
  void aCrashOfTheNetworkFreesTheSessionAndTheNextRequestMakesUpForIt() {
    models.crashNext(true);
    assertThatThrownBy(this::run).isInstanceOf(PaintedModels.Crash.class);
    assertThat(held()).isZero();
    assertThat(PlayedMasks.remembered(masks, 7, 1, GRID)).isEmpty();

    assertThat(run().answer().positive()).isEqualTo(2);
  }

  @Test
  void whoFindsNoRoomChangesNothing() {
    models.full(true);

    assertThatThrownBy(this::run).hasMessage("all places are taken");
    assertThat(transactions.steps).isEmpty();
    assertThat(held()).isZero();
  }

  @Test
  void inOneSessionOneRequestComesAfterTheOther() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch may = new CountDownLatch(1);
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () ->
                locks.inOrder(
                    SESSION,
                    () -> {
                      begun.countDown();
                      try {
                        may.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      return String.join(",", transactions.steps);
                    }));
    begun.await();
    CompletableFuture<Stage.Done> second = CompletableFuture.supplyAsync(this::run);
    may.countDown();

    assertThat(first.join()).isEmpty();
    assertThat(second.join().answer().revision()).isEqualTo(1);
  }

  @Test
  void theAnswerSaysWhereTheTimeWent() {
    ServerTiming timing = new ServerTiming();

    work.run(
        new WorkRequest(SESSION, 1, Terms.NONE, Duration.ofSeconds(1), Optional.empty()),
        VOLUME,
        timing);

    assertThat(timing.header())
        .matches("commit;dur=[0-9.]+, crop;dur=[0-9.]+, infer;dur=[0-9.]+, restore;dur=[0-9.]+");
  }
}
