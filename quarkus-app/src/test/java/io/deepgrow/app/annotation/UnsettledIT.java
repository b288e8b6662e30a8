package io.deepgrow.app.annotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.RulesIT;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.idempotency.RequestKey;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.model.PaintedModels;
import io.deepgrow.app.segment.IfMatch;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.segment.Terms;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.VoxelIndex;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Between a click and its mask a segment is at no revision that anybody has seen. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class UnsettledIT {

  @Inject SessionService sessions;
  @Inject SegmentService segments;
  @Inject ClickService clicks;
  @Inject MaskQuery query;
  @Inject DeepgrowConfig config;
  @Inject ModelService real;

  private PaintedModels models;
  private UUID session;

  @BeforeEach
  void open() {
    models = new PaintedModels(config, real.choose(null, UUID.randomUUID()));
    QuarkusMock.installMockForType(models, ModelService.class);
    session = sessions.open(new StudyUid("2.25.1"), new SeriesUid("2.25.100"), null).id();
    sessions.await(session, Duration.ofSeconds(60));
    segments.add(session, "spleen", Optional.empty());
  }

  private ClickAnswer click(int i, Terms terms) {
    ClickRequest request =
        new ClickRequest(ClickKind.POSITIVE, new VoxelIndex(i, 10, 5), null, null);
    return clicks.click(session, 1, request, terms).answer();
  }

  /** The process ends when the click is there and its mask is not. */
  private void crash(Terms terms) {
    models.crashNext(true);
    assertThatThrownBy(() -> click(12, terms)).isInstanceOf(PaintedModels.Crash.class);
    models.crashNext(false);
  }

  private static Terms revision(int number) {
    return new Terms(Optional.empty(), IfMatch.of(IfMatch.tag(number)));
  }

  private static void refused(ThrowingCallable change) {
    assertThatThrownBy(change)
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SEGMENT_CHANGED));
  }

  @Test
  void nothingIsChangedForTheRevisionBeforeTheClick() {
    click(10, Terms.NONE);
    crash(Terms.NONE);

    refused(() -> clicks.undo(session, 1, UndoScope.ALL, revision(1)));
    refused(() -> segments.change(session, 1, null, null, true, revision(1)));
    refused(() -> segments.delete(session, 1, revision(1)));

    int now = query.mask(session, 1).current().revision();
    assertThat(now).isEqualTo(2);
    clicks.undo(session, 1, UndoScope.ALL, revision(now));
    assertThat(clicks.list(session, 1).clicks()).hasSize(1);
  }

  @Test
  void theClickThatComesAgainIsNamedByItsNumber() {
    RequestKey key = new RequestKey(session.toString(), "once", "hash");
    Terms terms = new Terms(Optional.of(key), IfMatch.of("\"0\""));
    crash(terms);

    ClickAnswer again = click(12, terms);

    assertThat(again.click()).isEqualTo(clicks.list(session, 1).clicks().get(0).id());
    assertThat(again.revision()).isEqualTo(1);
  }
}
