package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.queue.Next;
import io.deepgrow.app.routing.job.failure.JobBackoff;
import io.deepgrow.app.routing.job.failure.JobFailure;
import io.deepgrow.dicomweb.workitem.WorkitemClient.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One look at a work item: takes the one step that is due, wherever an earlier look ended. */
final class ItemLook {

  private static final Logger LOG = Logger.getLogger(ItemLook.class);
  private static final String NOT_OURS = "The worklist says that it is not ours, or is over";

  private final ItemBook book;
  private final Function<ItemRow, String> digests;
  private final Clock clock;
  private final Duration every;
  private final Duration longest;

  /**
   * Looks at items.
   *
   * @param digests of the series of an item, as the PACS has it now
   * @param every how often an item that goes on is looked at
   * @param longest how long an item may stay in one state
   */
  ItemLook(
      ItemBook book,
      Function<ItemRow, String> digests,
      Clock clock,
      Duration every,
      Duration longest) {
    this.book = book;
    this.digests = digests;
    this.clock = clock;
    this.every = every;
    this.longest = longest;
  }

  /** Takes the next step of an item that is not at its end. */
  Next at(ItemRow item, Worklist list) {
    try {
      return switch (item.state()) {
        case CLAIMING -> claim(item, list);
        case WORKING -> follow(item, list);
        case COMPLETING -> complete(item, list);
        case CANCELLING -> cancel(item, list);
        case COMPLETED, CANCELLED, LOST -> new Next.Done();
      };
    } catch (RuntimeException e) {
      if (JobFailure.isUnexpected(e)) {
        LOG.errorf(e, "work item %s could not be looked at", item.id());
      }
      return unreachable(item, JobFailure.of(e));
    }
  }

  private Next claim(ItemRow item, Worklist list) {
    if (list.claim(item) == Outcome.NOT_OURS) {
      return ended(item, ItemStep.LOSE, NOT_OURS);
    }
    if (item.action() == null) {
      return soon(book.step(item, ItemStep.GIVE_UP, item.reason(), List.of()));
    }
    try {
      return soon(book.working(item, digests.apply(item)));
    } catch (RuntimeException e) {
      JobFailure failure = JobFailure.of(e);
      if (failure.passing()) {
        throw e;
      }
      return soon(book.step(item, ItemStep.GIVE_UP, words(failure), List.of()));
    }
  }

  private static String words(JobFailure failure) {
    return failure.code() + ": " + failure.text();
  }

  private Next follow(ItemRow item, Worklist list) {
    WorkProgress progress = book.progress(item);
    if (progress instanceof WorkProgress.Finished finished) {
      return soon(book.step(item, ItemStep.FINISH, "", finished.outputs()));
    }
    if (progress instanceof WorkProgress.Failed failed) {
      return soon(book.step(item, ItemStep.GIVE_UP, failed.reason(), List.of()));
    }
    if (item.cancelRequested()) {
      return soon(book.step(item, ItemStep.GIVE_UP, "Cancelled as requested", List.of()));
    }
    if (isOverdue(item)) {
      String reason = "Its work has waited too long (deepgrow.workitems.longest-wait)";
      return soon(book.step(item, ItemStep.GIVE_UP, reason, List.of()));
    }
    return going(item, list, (WorkProgress.Going) progress);
  }

  private Next going(ItemRow item, Worklist list, WorkProgress.Going going) {
    boolean news = going.percent() != item.progress();
    boolean ours =
        news
            ? list.progress(item, going.percent(), going.words()) == Outcome.DONE
            : list.isInProgress(item);
    if (!ours) {
      return ended(item, ItemStep.LOSE, NOT_OURS);
    }
    if (news) {
      book.progressed(item, going.percent());
    }
    Instant at = clock.instant().plus(every);
    book.later(item, at, 0, "");
    return new Next.Again(at);
  }

  private Next complete(ItemRow item, Worklist list) {
    return switch (list.complete(item)) {
      case DONE -> ended(item, ItemStep.CONFIRM, "");
      case NOT_OURS -> ended(item, ItemStep.LOSE, NOT_OURS);
      case REFUSED ->
          soon(
              book.step(
                  item,
                  ItemStep.GIVE_UP,
                  "The worklist did not take it as completed; the results are stored",
                  item.outputs()));
    };
  }

  private Next cancel(ItemRow item, Worklist list) {
    return switch (list.cancel(item)) {
      case DONE -> ended(item, ItemStep.CONFIRM, item.reason());
      case NOT_OURS -> ended(item, ItemStep.LOSE, NOT_OURS);
      case REFUSED -> later(item, "The worklist does not let it be cancelled", Duration.ZERO);
    };
  }

  private Next ended(ItemRow item, ItemStep step, String reason) {
    return book.step(item, step, reason, item.outputs()) ? new Next.Done() : soon(false);
  }

  /** At once; after another's turn there is nothing to do but to look how it stands. */
  private Next soon(boolean ours) {
    return new Next.Again(ours ? clock.instant() : clock.instant().plus(every));
  }

  /** Whatever failed: an item that may be ours is tried on until its time is over. */
  Next unreachable(ItemRow item, JobFailure failure) {
    return later(item, words(failure), failure.atLeast());
  }

  private Next later(ItemRow item, String failure, Duration atLeast) {
    if (isOverdue(item)) {
      return ended(item, ItemStep.LOSE, failure);
    }
    int tries = item.tries() + 1;
    Instant at = clock.instant().plus(JobBackoff.after(tries, item.id(), atLeast));
    book.later(item, at, tries, failure);
    return new Next.Again(at);
  }

  private boolean isOverdue(ItemRow item) {
    return clock.instant().isAfter(item.changedAt().plus(longest));
  }
}
