package io.deepgrow.app.annotation;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.model.PaintedModels;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.mask.MaskRepair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a segment's history has to be: the clicks that count, the mask below them, two stacks. */
final class HistoryModel {

  /** A click by its place in the order of all clicks. */
  record Placed(int order, Click click) {}

  /** The whole mask changed, after so many clicks. */
  private record Change(Mask before, List<Placed> cleared, Mask after, int clicks) {}

  /** A click or a change that was undone. */
  private record Undone(@Nullable Placed click, @Nullable Change change) {}

  private final List<Placed> live = new ArrayList<>();
  private final List<Placed> all = new ArrayList<>();
  private final Deque<Change> changes = new ArrayDeque<>();
  private final Deque<Undone> undone = new ArrayDeque<>();
  private Mask start;
  private int clicks;
  private boolean locked;
  private boolean deleted;
  private boolean closed;

  HistoryModel(VolumeGeometry geometry) {
    start = Mask.empty(geometry);
  }

  boolean isVisible() {
    return !deleted && !closed;
  }

  List<Placed> live() {
    return List.copyOf(live);
  }

  List<Click> liveClicks() {
    return live.stream().map(Placed::click).toList();
  }

  Mask mask() {
    return PaintedModels.paint(start, liveClicks());
  }

  long redoableClicks() {
    return undone.stream().filter(step -> step.click() != null).count();
  }

  long redoableChanges() {
    return undone.size() - redoableClicks();
  }

  long undoableChanges() {
    return changes.size();
  }

  /** Does a step; the code of the refusal when it has to be refused. */
  Optional<ErrorCode> apply(HistoryStep step) {
    switch (step.action()) {
      case CLOSE -> closed = true;
      case RESTORE -> deleted = deleted && closed;
      default -> {
        Optional<ErrorCode> refusal = refusal(step);
        if (refusal.isPresent()) {
          return refusal;
        }
        return accepted(step);
      }
    }
    return closed && step.action() == HistoryStep.Action.RESTORE
        ? Optional.of(ErrorCode.SESSION_CLOSED)
        : Optional.empty();
  }

  private Optional<ErrorCode> refusal(HistoryStep step) {
    boolean opens =
        step.action() == HistoryStep.Action.LOCK || step.action() == HistoryStep.Action.UNLOCK;
    if (closed) {
      return Optional.of(ErrorCode.SESSION_CLOSED);
    }
    if (deleted) {
      return Optional.of(ErrorCode.SEGMENT_NOT_FOUND);
    }
    return locked && !opens ? Optional.of(ErrorCode.SEGMENT_LOCKED) : Optional.empty();
  }

  private Optional<ErrorCode> accepted(HistoryStep step) {
    switch (step.action()) {
      case CLICK -> add(step.click());
      case CLEAR -> {
        if (!live.isEmpty()) {
          change(start);
        }
      }
      case PUT -> put(step.mask(start.geometry()));
      case FILL_HOLES -> edit(MaskRepair.fillHoles(mask()));
      case LARGEST_COMPONENT -> edit(MaskRepair.largestComponent(mask()));
      case SYNC -> sync(step.listOf(liveClicks()));
      case LOCK, UNLOCK -> locked = step.action() == HistoryStep.Action.LOCK;
      case DELETE -> deleted = true;
      default -> {
        return moved(step);
      }
    }
    return Optional.empty();
  }

  private Optional<ErrorCode> moved(HistoryStep step) {
    boolean clicksOnly =
        step.action() == HistoryStep.Action.UNDO || step.action() == HistoryStep.Action.REDO;
    return switch (step.action()) {
      case UNDO, UNDO_ANYTHING -> refusedUnless(undo(clicksOnly), ErrorCode.NOTHING_TO_UNDO);
      case RESTORE_CLICK -> restore(step);
      case REDO, REDO_ANYTHING -> refusedUnless(redo(clicksOnly), ErrorCode.NOTHING_TO_REDO);
      default -> {
        if (live.isEmpty()) {
          yield Optional.of(ErrorCode.CLICK_NOT_FOUND);
        }
        Placed removed = live.remove(step.oneOf(live.size()));
        if (step.action() == HistoryStep.Action.REMOVE) {
          undone.push(new Undone(removed, null));
        }
        yield Optional.empty();
      }
    };
  }

  private static Optional<ErrorCode> refusedUnless(boolean done, ErrorCode code) {
    return done ? Optional.empty() : Optional.of(code);
  }

  private Optional<ErrorCode> restore(HistoryStep step) {
    if (all.isEmpty()) {
      return Optional.of(ErrorCode.CLICK_NOT_FOUND);
    }
    Placed click = all.get(step.oneOf(all.size()));
    if (live.contains(click)) {
      return Optional.empty();
    }
    boolean below = changes.stream().anyMatch(change -> change.clicks() > click.order());
    boolean above =
        undone.stream()
            .map(Undone::change)
            .anyMatch(change -> change != null && change.clicks() <= click.order());
    if (below || above) {
      return Optional.of(ErrorCode.CLICK_NOT_RESTORABLE);
    }
    undone.removeIf(one -> click.equals(one.click()));
    live.add(click);
    live.sort(Comparator.comparingInt(Placed::order));
    return Optional.empty();
  }

  private void add(Click click) {
    undone.clear();
    Placed placed = new Placed(clicks++, click);
    live.add(placed);
    all.add(placed);
  }

  private void edit(Mask mask) {
    if (!mask.sameVoxels(mask())) {
      change(mask);
    }
  }

  private void put(Mask mask) {
    if (!live.isEmpty() || !start.sameVoxels(mask)) {
      change(mask);
    }
  }

  private void change(Mask to) {
    undone.clear();
    changes.push(new Change(start, live(), to, clicks));
    live.clear();
    start = to;
  }

  private void sync(List<Click> list) {
    List<Click> added = new ArrayList<>(list);
    live.removeIf(placed -> !added.remove(placed.click()));
    added.forEach(this::add);
  }

  private boolean undo(boolean clicksOnly) {
    if (!live.isEmpty()) {
      undone.push(new Undone(live.remove(live.size() - 1), null));
      return true;
    }
    if (clicksOnly || changes.isEmpty()) {
      return false;
    }
    Change last = changes.pop();
    start = last.before();
    live.addAll(last.cleared());
    undone.push(new Undone(null, last));
    return true;
  }

  private boolean redo(boolean clicksOnly) {
    Undone last = undone.peek();
    if (last == null || (clicksOnly && last.click() == null)) {
      return false;
    }
    undone.pop();
    if (last.click() != null) {
      live.add(last.click());
      live.sort(Comparator.comparingInt(Placed::order));
    } else if (last.change() != null) {
      Change again = last.change();
      changes.push(new Change(start, live(), again.after(), again.clicks()));
      live.clear();
      start = last.change().after();
    }
    return true;
  }
}
