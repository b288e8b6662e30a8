package io.deepgrow.app.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.RulesIT;
import io.deepgrow.app.SessionRows;
import io.deepgrow.app.TestDatabase;
import io.deepgrow.dicomweb.MovedClock;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Masks in the database and in memory: what is read back is what was made. */
@QuarkusTest
@TestProfile(RulesIT.FakePacs.class)
@WithTestResource(TestDatabase.class)
class MaskStoreIT {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(13, 11, 7), new Spacing(1, 1, 2));

  @Inject EntityManager entities;
  @Inject DataSource database;

  private final MovedClock clock = MovedClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private SessionRows rows;
  private MaskStore masks;
  private StartMaskStore starts;
  private long segment;

  @BeforeEach
  void begin() throws Exception {
    rows = new SessionRows(database);
    masks = new MaskStore(entities, clock);
    starts = new StartMaskStore(entities, clock);
    segment = rows.segment(rows.session("READY"), 1);
  }

  @AfterEach
  void end() throws Exception {
    rows.delete();
  }

  private static <T> T call(Callable<T> work) {
    return QuarkusTransaction.requiringNew().call(work);
  }

  private static Mask random(int seed) {
    Random random = new Random(seed);
    Mask mask = Mask.empty(GRID);
    for (int n = 0; n < 200; n++) {
      mask.set(random.nextInt(GRID.size().arrayLength()), true);
    }
    return mask;
  }

  private MaskStore.Current append(String clicks, Mask mask) {
    return call(() -> masks.append(segment, masks.current(segment, GRID), clicks, mask));
  }

  @Test
  void beforeTheFirstThereIsAnEmptyMask() {
    MaskStore.Current current = call(() -> masks.current(segment, GRID));

    assertThat(current.revision()).isZero();
    assertThat(current.liveClicks()).isEmpty();
    assertThat(current.mask().isEmpty()).isTrue();
    assertThat(call(() -> masks.revision(segment, 0, GRID))).isPresent();
    assertThat(call(() -> masks.revision(segment, 1, GRID))).isEmpty();
  }

  @Test
  void everyRevisionComesBackVoxelByVoxel() throws Exception {
    for (int n = 1; n <= 8; n++) {
      assertThat(append("clicks " + n, random(n)).revision()).isEqualTo(n);
    }

    for (int n = 1; n <= 8; n++) {
      int number = n;
      MaskStore.Current back = call(() -> masks.revision(segment, number, GRID)).orElseThrow();
      assertThat(back.mask().sameVoxels(random(n))).isTrue();
      assertThat(back.liveClicks()).isEqualTo("clicks " + n);
    }
    assertThat(call(() -> masks.current(segment, GRID)).revision()).isEqualTo(8);
    assertThat(
            rows.sql()
                .text(
                    "select voxels from mask_revision where revision = 8 and segment_id = "
                        + segment))
        .isEqualTo(Long.toString(random(8).count()));
  }

  @Test
  void anEmptyMaskAndAFullOneAreMasksToo() {
    Mask full = Mask.empty(GRID);
    for (int n = 0; n < GRID.size().arrayLength(); n++) {
      full.set(n, true);
    }
    append("full", full);
    append("empty", Mask.empty(GRID));

    assertThat(call(() -> masks.revision(segment, 1, GRID)).orElseThrow().mask().sameVoxels(full))
        .isTrue();
    assertThat(call(() -> masks.current(segment, GRID)).mask().isEmpty()).isTrue();
  }

  @Test
  void whatTheSameClicksMadeLastIsFoundAndOfOtherSegmentsNothing() throws Exception {
    append("a", random(1));
    append("b", random(2));
    append("a", random(3));
    long other = rows.segment(rows.session("READY"), 1);

    assertThat(call(() -> masks.madeBy(segment, "a", GRID)).orElseThrow().sameVoxels(random(3)))
        .isTrue();
    assertThat(call(() -> masks.madeBy(segment, "c", GRID))).isEmpty();
    assertThat(call(() -> masks.madeBy(other, "a", GRID))).isEmpty();
  }

  @Test
  void twoWhoAppendTheSameRevisionCanNotBothHaveDoneSo() {
    MaskStore.Current before = call(() -> masks.current(segment, GRID));
    call(() -> masks.append(segment, before, "a", random(1)));

    assertThatThrownBy(() -> call(() -> masks.append(segment, before, "b", random(2))))
        .isInstanceOf(RuntimeException.class);
    assertThat(call(() -> masks.current(segment, GRID)).liveClicks()).isEqualTo("a");
  }

  @Test
  void whatIsRememberedIsNotReadAgainAndALateComerPutsNoOlderOneBack() throws Exception {
    MaskStore.Current first = append("a", random(1));
    MaskStore.Current second = append("b", random(2));
    masks.remember(segment, second);
    masks.remember(segment, first);
    rows.sql().run("update mask_revision set bits = '' where segment_id = " + segment);

    assertThat(call(() -> masks.current(segment, GRID))).isSameAs(second);
    masks.forget(List.of(segment + 1));
    assertThat(call(() -> masks.current(segment, GRID))).isSameAs(second);
    masks.forget(List.of(segment));
    assertThatThrownBy(() -> call(() -> masks.current(segment, GRID)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("stored mask");
  }

  @Test
  void memoryHoldsTheMasksOfBusySegmentsAndNoMore() throws Exception {
    MaskStore.Current made = append("a", random(1));
    masks.remember(segment, made);
    for (long other = 1; other <= 63; other++) {
      masks.remember(segment + other, made);
    }
    assertThat(call(() -> masks.current(segment, GRID))).isSameAs(made);
    for (long other = 1; other <= 63; other++) {
      masks.remember(segment + other, made);
    }
    assertThat(call(() -> masks.current(segment, GRID))).isSameAs(made);

    masks.remember(segment + 64, made);
    for (long other = 1; other <= 63; other++) {
      masks.remember(segment + other, made);
    }
    masks.remember(segment + 65, made);

    assertThat(call(() -> masks.current(segment, GRID))).isNotSameAs(made);
  }

  @Test
  void allMasksAreLetGoOfAndReadAgain() {
    MaskStore.Current made = append("a", random(1));
    masks.remember(segment, made);

    masks.forgetAll();

    MaskStore.Current again = call(() -> masks.current(segment, GRID));
    assertThat(again).isNotSameAs(made);
    assertThat(again.mask().sameVoxels(made.mask())).isTrue();
  }

  @Test
  void theMaskToBeginWithIsTheLastOneThatCounts() {
    long one = call(() -> starts.put(segment, random(1)));
    long two = call(() -> starts.put(segment, random(2)));
    assertThat(call(() -> starts.latest(segment))).hasValue(two);

    QuarkusTransaction.requiringNew().run(() -> starts.undo(two));
    assertThat(call(() -> starts.latest(segment))).hasValue(one);
    QuarkusTransaction.requiringNew().run(() -> starts.undo(one));
    assertThat(call(() -> starts.latest(segment))).isEmpty();
    QuarkusTransaction.requiringNew().run(() -> starts.redo(two));
    assertThat(call(() -> starts.latest(segment))).hasValue(two);

    assertThat(call(() -> starts.mask(one, GRID)).sameVoxels(random(1))).isTrue();
    assertThat(call(() -> starts.mask(two, GRID)).sameVoxels(random(2))).isTrue();
  }

  @Test
  void anEmptyMaskToBeginWithIsOneAndNotNone() {
    long empty = call(() -> starts.put(segment, Mask.empty(GRID)));

    assertThat(call(() -> starts.latest(segment))).hasValue(empty);
    assertThat(call(() -> starts.mask(empty, GRID)).isEmpty()).isTrue();
  }

  @Test
  void aMaskThatWasErasedMeanwhileIsSaidToBe() {
    for (Runnable use :
        List.<Runnable>of(
            () -> starts.mask(-1, GRID), () -> starts.undo(-1), () -> starts.redo(-1))) {
      assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(use))
          .isInstanceOf(ApiException.class)
          .hasMessageContaining("erased meanwhile");
    }
  }
}
