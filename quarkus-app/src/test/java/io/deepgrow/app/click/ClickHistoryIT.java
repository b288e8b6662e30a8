package io.deepgrow.app.click;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.RulesIT;
import io.deepgrow.app.SessionRows;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.mask.StartMaskStore;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.dicomweb.MovedClock;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clicks as rows: their order, what can come back, and a clock that does not always go forward. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class ClickHistoryIT {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(9, 9, 9), new Spacing(1, 1, 1));

  @Inject EntityManager entities;
  @Inject DataSource database;
  @Inject StartMaskStore starts;
  @Inject MaskStore masks;
  @Inject CurrentCaller callers;

  private final MovedClock clock = MovedClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private SessionRows rows;
  private ClickHistory clicks;
  private ChangeHistory changes;
  private SegmentSnapshot segment = new SegmentSnapshot(0, new UUID(0, 0), 1, "", "", false, 0);

  @BeforeEach
  void begin() throws Exception {
    rows = new SessionRows(database);
    clicks = new ClickHistory(entities, starts, clock, callers);
    changes = new ChangeHistory(entities, clicks, starts, masks, clock);
    segment = segment(rows.session("READY"), 1);
  }

  @AfterEach
  void end() throws Exception {
    rows.sql().run("update click set cleared_by = null where cleared_by is not null");
    rows.sql().run("update mask_change set start_id = null where start_id is not null");
    rows.delete();
  }

  private SegmentSnapshot segment(UUID session, int number) throws Exception {
    return new SegmentSnapshot(
        rows.segment(session, number), session, number, "spleen", "", false, 0);
  }

  private static <T> T call(Callable<T> work) {
    return QuarkusTransaction.requiringNew().call(work);
  }

  private static Click at(int i) {
    return Click.positive(i, 1, 1);
  }

  private long add(int i) {
    return call(() -> clicks.add(segment, at(i)));
  }

  private boolean undo() {
    return call(() -> changes.undo(segment));
  }

  private boolean redo() {
    return call(() -> changes.redo(segment));
  }

  private void clear() {
    QuarkusTransaction.requiringNew().run(() -> changes.clear(segment));
  }

  private List<Integer> live() {
    return call(() -> clicks.live(segment)).clicks().stream().map(c -> c.voxel().i()).toList();
  }

  private String fingerprint() {
    return call(() -> clicks.live(segment)).fingerprint();
  }

  @Test
  void aClickComesBackWithItsKindPlaceExtentAndTime() {
    Click negative = new Click(ClickKind.NEGATIVE, new VoxelIndex(8, 0, 3), ClickExtent.SLICE);
    long number = call(() -> clicks.add(segment, negative));

    assertThat(call(() -> clicks.recorded(segment)))
        .containsExactly(new RecordedClick(number, negative, clock.instant()));
  }

  @Test
  void whatIsUndoneLastComesBackFirstThoughTheClockWasSetBack() {
    add(1);
    add(2);
    add(3);
    assertThat(undo()).isTrue();
    clock.moveBy(Duration.ofDays(-3));
    assertThat(undo()).isTrue();
    clock.moveBy(Duration.ofDays(-3));
    assertThat(undo()).isTrue();
    assertThat(undo()).isFalse();

    assertThat(redo()).isTrue();
    assertThat(live()).containsExactly(1);
    assertThat(redo()).isTrue();
    assertThat(redo()).isTrue();
    assertThat(live()).containsExactly(1, 2, 3);
    assertThat(redo()).isFalse();
  }

  @Test
  void withinOneTickOfTheClockTheOrderIsStillKnown() {
    for (int n = 1; n <= 5; n++) {
      add(n);
    }
    for (int n = 0; n < 5; n++) {
      undo();
    }
    for (int n = 1; n <= 5; n++) {
      assertThat(redo()).isTrue();
      assertThat(live()).hasSize(n).last().isEqualTo(n);
    }
  }

  @Test
  void aClickInTheMiddleGoesAndComesBackInItsPlace() {
    add(1);
    long middle = add(2);
    add(3);

    assertThat(call(() -> clicks.undo(segment, middle))).isTrue();
    assertThat(live()).containsExactly(1, 3);
    assertThat(call(() -> clicks.undo(segment, middle))).isFalse();
    assertThat(redo()).isTrue();

    assertThat(live()).containsExactly(1, 2, 3);
  }

  @Test
  void aClickOfAnotherSegmentIsNotThisOnes() throws Exception {
    long mine = add(1);
    SegmentSnapshot other = segment(segment.sessionId(), 2);

    assertThat(call(() -> clicks.undo(other, mine))).isFalse();
    assertThat(call(() -> clicks.undo(other))).isFalse();
    assertThat(call(() -> changes.redo(other))).isFalse();

    assertThat(live()).containsExactly(1);
  }

  @Test
  void aNewClickForgetsWhatWasUndoneOfEitherKind() {
    add(1);
    clear();
    add(2);
    undo();
    undo();
    assertThat(call(() -> clicks.redoable(segment))).isEqualTo(1);
    assertThat(call(() -> changes.redoable(segment))).isEqualTo(1);

    add(3);

    assertThat(call(() -> clicks.redoable(segment))).isZero();
    assertThat(call(() -> changes.redoable(segment))).isZero();
    assertThat(redo()).isFalse();
    assertThat(live()).containsExactly(1, 3);
  }

  @Test
  void clearedClicksComeBackTogetherAndThoseUndoneBeforeDoNot() {
    add(1);
    add(2);
    add(3);
    undo();
    clear();
    assertThat(live()).isEmpty();
    assertThat(call(() -> changes.undoable(segment))).isEqualTo(1);

    assertThat(undo()).isTrue();

    assertThat(live()).containsExactly(1, 2);
    assertThat(redo()).isTrue();
    assertThat(live()).isEmpty();
  }

  @Test
  void clearingNothingIsNoStepInTheHistory() {
    clear();

    assertThat(call(() -> changes.undoable(segment))).isZero();
    assertThat(undo()).isFalse();
  }

  @Test
  void redoOfClicksStopsBeforeAChangeThatWasUndoneLater() {
    add(1);
    clear();
    add(2);
    undo();
    undo();

    assertThat(call(() -> changes.redoClick(segment))).isFalse();
    assertThat(redo()).isTrue();
    assertThat(call(() -> changes.redoClick(segment))).isTrue();
    assertThat(live()).containsExactly(2);
  }

  @Test
  void theSameClicksHaveTheSameFingerprintAndOthersAnother() {
    assertThat(fingerprint()).isEmpty();
    Set<String> seen = new HashSet<>();
    add(1);
    seen.add(fingerprint());
    add(1);
    String two = fingerprint();
    seen.add(two);
    undo();
    assertThat(seen.add(fingerprint())).isFalse();
    redo();
    assertThat(fingerprint()).isEqualTo(two);
    undo();
    add(1);

    assertThat(seen.add(fingerprint())).as("a click at the same place is another click").isTrue();
  }

  @Test
  void aMaskToBeginWithIsPartOfWhatTheFingerprintSays() {
    Mask mask = Mask.empty(GRID);
    mask.set(new VoxelIndex(1, 1, 1), true);
    QuarkusTransaction.requiringNew().run(() -> changes.put(segment, mask));
    String started = fingerprint();
    QuarkusTransaction.requiringNew().run(() -> changes.put(segment, Mask.empty(GRID)));
    String emptied = fingerprint();

    assertThat(started).isNotEmpty().isNotEqualTo(emptied);
    assertThat(undo()).isTrue();
    assertThat(fingerprint()).isEqualTo(started);
    assertThat(undo()).isTrue();
    assertThat(fingerprint()).isEmpty();
    assertThat(redo()).isTrue();
    assertThat(fingerprint()).isEqualTo(started);
  }

  @Test
  void theClicksOfAllSegmentsComeBySegmentAndThoseWithoutAreThere() throws Exception {
    SegmentSnapshot second = segment(segment.sessionId(), 2);
    SegmentSnapshot third = segment(segment.sessionId(), 7);
    add(1);
    call(() -> clicks.add(third, at(5)));
    add(2);
    add(3);
    undo();

    var all = call(() -> clicks.live(List.of(segment, second, third)));

    assertThat(all.keySet()).containsExactly(1, 2, 7);
    assertThat(all.get(1)).containsExactly(at(1), at(2));
    assertThat(all.get(2)).isEmpty();
    assertThat(all.get(7)).containsExactly(at(5));
    assertThat(call(() -> clicks.live(List.of()))).isEmpty();
  }

  @Test
  void whatIsTakenOutForGoodDoesNotComeBack() {
    long one = add(1);
    long two = add(2);
    add(3);
    undo();

    QuarkusTransaction.requiringNew().run(() -> clicks.remove(List.of(one, two)));
    QuarkusTransaction.requiringNew().run(() -> clicks.remove(List.of()));

    assertThat(live()).isEmpty();
    assertThat(call(() -> clicks.redoable(segment))).isEqualTo(1);
    assertThat(redo()).isTrue();
    assertThat(live()).containsExactly(3);
  }
}
