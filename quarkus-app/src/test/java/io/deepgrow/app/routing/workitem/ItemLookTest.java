package io.deepgrow.app.routing.workitem;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.queue.Next;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.workitem.FakeWorklist;
import io.deepgrow.dicomweb.workitem.FakeWorklist.Fate;
import io.deepgrow.dicomweb.workitem.WorkitemClient;
import io.deepgrow.dicomweb.workitem.WorkitemWays;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps of an item, against a worklist that keeps the state machine of the standard. */
class ItemLookTest {

  private static final String ITEM = "2.25.100";
  private static final String OURS = "2.25.1";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T08:00:00Z"), ZoneOffset.UTC);
  private static final WorkitemOutput SEG = new WorkitemOutput("1.2", "1.2.4", "1.2.4.1");

  private final Deque<Fate> fates = new ArrayDeque<>();
  private FakeWorklist worklist = FakeWorklist.start(WorkitemWays.STANDARD);
  private final FakeBook book = new FakeBook(CLOCK, ITEM, OURS);
  private Function<ItemRow, String> digests = item -> "digest";

  @BeforeEach
  void schedule() {
    worklist.with(() -> Optional.ofNullable(fates.poll()).orElse(Fate.ANSWERED));
    worklist.schedule(new DicomObject().setString(Tag.SOP_INSTANCE_UID, ITEM));
  }

  @AfterEach
  void end() {
    worklist.close();
  }

  private static WorkitemClient client(FakeWorklist of) {
    return new WorkitemClient(
        DicomWebConfig.of(of.root()).with(Duration.ofSeconds(5), 1, Duration.ofMillis(1)),
        of.root(),
        WorkitemWays.STANDARD,
        "DEEPGROW");
  }

  private ItemLook look(Clock clock) {
    return new ItemLook(
        book, item -> digests.apply(item), clock, Duration.ofSeconds(5), Duration.ofDays(14));
  }

  private Next look() {
    return look(CLOCK).at(book.take(), new RemoteWorklist(client(worklist), CLOCK));
  }

  @Test
  void anItemIsClaimedItsJobOrderedAndItsEndTold() {
    assertThat(look()).isEqualTo(new Next.Again(CLOCK.instant()));
    assertThat(book.row().state()).isEqualTo(ItemState.WORKING);
    assertThat(book.jobs()).containsExactly("ordered digest");
    assertThat(worklist.state(ITEM)).isEqualTo("IN PROGRESS");
    assertThat(worklist.lock(ITEM)).isEqualTo(OURS);

    book.now(new WorkProgress.Going(20, "segmenting"));
    assertThat(look()).isEqualTo(new Next.Again(CLOCK.instant().plusSeconds(5)));
    assertThat(worklist.data(ITEM).item(0x0074_1002).flatMap(p -> p.string(0x0074_1004)))
        .contains("20");

    book.now(new WorkProgress.Finished(List.of(SEG)));
    look();
    assertThat(book.row().state()).isEqualTo(ItemState.COMPLETING);
    assertThat(look()).isEqualTo(new Next.Done());
    assertThat(book.row().state()).isEqualTo(ItemState.COMPLETED);
    assertThat(book.row().outputs()).containsExactly(SEG);
    assertThat(worklist.state(ITEM)).isEqualTo("COMPLETED");
  }

  @Test
  void anItemThatCannotBeDoneIsClaimedAndCancelledWithTheReason() {
    book.unsuitable("It names no series");
    look();
    look();
    assertThat(book.row().state()).isEqualTo(ItemState.CANCELLED);
    assertThat(book.jobs()).isEmpty();
    assertThat(worklist.state(ITEM)).isEqualTo("CANCELED");
    assertThat(worklist.data(ITEM).item(0x0074_1002).flatMap(p -> p.string(0x0074_1238)))
        .contains("It names no series");
  }

  @Test
  void anOrderThatIsRefusedForGoodCancelsTheItem() {
    digests =
        item -> {
          throw new ApiException(ErrorCode.CONNECTION_NOT_FOUND, "There is no connection x");
        };
    look();
    assertThat(book.row().reason()).isEqualTo("connection.not_found: There is no connection x");
    look();
    assertThat(worklist.state(ITEM)).isEqualTo("CANCELED");
  }

  @Test
  void aPacsThatIsAwayPutsTheItemOffAndItStaysOurs() {
    digests =
        item -> {
          throw new DicomWebException("dicomweb.unreachable", 0, "away");
        };
    look();
    assertThat(book.row().state()).isEqualTo(ItemState.CLAIMING);
    assertThat(book.row().tries()).isEqualTo(1);
    digests = item -> "digest";
    look();
    assertThat(book.row().state()).isEqualTo(ItemState.WORKING);
    assertThat(worklist.lock(ITEM)).isEqualTo(OURS);
  }

  @Test
  void whatSomebodyElseHasClaimedIsLost() {
    client(worklist).claim(ITEM, "2.25.2");
    assertThat(look()).isEqualTo(new Next.Done());
    assertThat(book.row().state()).isEqualTo(ItemState.LOST);
    assertThat(book.jobs()).isEmpty();
  }

  @Test
  void aClaimWhoseAnswerIsLostIsMadeAgain() {
    fates.add(Fate.LOST_AFTER);
    look();
    assertThat(book.row().state()).isEqualTo(ItemState.CLAIMING);
    look();
    assertThat(book.row().state()).isEqualTo(ItemState.WORKING);
  }

  @Test
  void aJobThatIsGivenUpCancelsTheItem() {
    look();
    book.now(new WorkProgress.Failed("routing.low_confidence: 0.4"));
    look();
    look();
    assertThat(book.row().state()).isEqualTo(ItemState.CANCELLED);
    assertThat(worklist.state(ITEM)).isEqualTo("CANCELED");
  }

  @Test
  void aRequestToCancelEndsTheJobInTheMiddle() {
    look();
    book.cancelRequested();
    look();
    assertThat(book.jobs()).containsExactly("ordered digest", "withdrawn");
    look();
    assertThat(worklist.state(ITEM)).isEqualTo("CANCELED");
  }

  @Test
  void aRequestToCancelComesTooLateForWhatIsStored() {
    look();
    book.cancelRequested().now(new WorkProgress.Finished(List.of(SEG)));
    look();
    look();
    assertThat(worklist.state(ITEM)).isEqualTo("COMPLETED");
  }

  @Test
  void anItemThatTheWorklistHasEndedTakesItsJobWithIt() {
    look();
    client(worklist).cancel(ITEM, OURS, "taken away by hand");
    look();
    assertThat(book.row().state()).isEqualTo(ItemState.LOST);
    assertThat(book.jobs()).containsExactly("ordered digest", "withdrawn");
  }

  @Test
  void anItemWaitsForItsTimeAndIsGivenUpThen() {
    look();
    Clock later = Clock.offset(CLOCK, Duration.ofDays(15));
    look(later).at(book.take(), new RemoteWorklist(client(worklist), later));
    assertThat(book.row().state()).isEqualTo(ItemState.CANCELLING);
    assertThat(book.row().reason()).contains("deepgrow.workitems.longest-wait");
  }

  @Test
  void aWorklistThatNeverAnswersAgainIsNotWaitedForWithoutEnd() {
    look();
    worklist.with(() -> Fate.LOST_BEFORE);
    look();
    assertThat(book.row().state()).isEqualTo(ItemState.WORKING);
    book.now(new WorkProgress.Failed("no"));
    look();
    Clock later = Clock.offset(CLOCK, Duration.ofDays(15));
    assertThat(look(later).at(book.take(), new RemoteWorklist(client(worklist), later)))
        .isEqualTo(new Next.Done());
    assertThat(book.row().state()).isEqualTo(ItemState.LOST);
  }

  @Test
  void whatAnEarlierTurnFindsOutChangesNothing() {
    ItemRow earlier = book.take();
    look();
    assertThat(book.row().state()).isEqualTo(ItemState.WORKING);
    look(CLOCK).at(earlier, new RemoteWorklist(client(worklist), CLOCK));
    assertThat(book.row().state()).isEqualTo(ItemState.WORKING);
    assertThat(book.jobs()).containsExactly("ordered digest");
  }

  @Test
  void whatWasPushedNeedsNoWorklist() {
    OwnWorklist own = new OwnWorklist();
    look(CLOCK).at(book.take(), own);
    book.now(new WorkProgress.Going(20, "segmenting"));
    look(CLOCK).at(book.take(), own);
    assertThat(book.row().progress()).isEqualTo(20);
    book.now(new WorkProgress.Finished(List.of(SEG)));
    look(CLOCK).at(book.take(), own);
    look(CLOCK).at(book.take(), own);
    assertThat(book.row().state()).isEqualTo(ItemState.COMPLETED);
    assertThat(worklist.state(ITEM)).isEqualTo("SCHEDULED");
  }

  /** Requests and answers are lost, looks end anywhere and begin anew, somebody races for it. */
  @Property(tries = 60)
  void whateverIsLostAnItemOfOursIsBroughtToItsEnd(
      @ForAll long seed, @ForAll @Size(min = 1, max = 20) List<Boolean> losses) {
    Random chance = new Random(seed);
    try (FakeWorklist list = FakeWorklist.start(WorkitemWays.STANDARD)) {
      list.schedule(new DicomObject().setString(Tag.SOP_INSTANCE_UID, ITEM));
      FakeBook own = new FakeBook(CLOCK, ITEM, OURS);
      ItemLook look =
          new ItemLook(own, item -> "d", CLOCK, Duration.ofSeconds(5), Duration.ofDays(14));
      boolean raced = chance.nextInt(4) == 0 && client(list).claim(ITEM, "2.25.2") != null;
      List<WorkProgress> ends =
          List.of(
              new WorkProgress.Finished(List.of(SEG)),
              new WorkProgress.Failed("no"),
              new WorkProgress.Going(50, "with a person"));
      Deque<Boolean> lost = new ArrayDeque<>(new ArrayList<>(losses));
      list.with(
          () ->
              !Boolean.TRUE.equals(lost.poll())
                  ? Fate.ANSWERED
                  : chance.nextBoolean() ? Fate.LOST_AFTER : Fate.LOST_BEFORE);
      for (int n = 0; n < 80 && !own.row().state().isEnd(); n++) {
        own.now(n < 60 ? ends.get(chance.nextInt(3)) : ends.get(chance.nextInt(2)));
        look.at(own.take(), new RemoteWorklist(client(list), CLOCK));
      }
      assertThat(own.row().state().isEnd()).isTrue();
      assertThat(list.state(ITEM))
          .isEqualTo(
              raced
                  ? "IN PROGRESS"
                  : own.row().state() == ItemState.COMPLETED ? "COMPLETED" : "CANCELED");
      assertThat(list.lock(ITEM)).isEqualTo(raced ? "2.25.2" : OURS);
    }
  }
}
