package io.deepgrow.app.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Sha256;
import io.deepgrow.app.idempotency.RequestKey;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.model.PaintedModels;
import io.deepgrow.app.segment.IfMatch;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.segment.Terms;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A segment of the service that goes through steps, next to the model that says what must come. */
final class DrivenHistory {

  /** What of the service is driven. */
  record Services(
      SessionService sessions,
      SegmentService segments,
      ClickService clicks,
      ClickSync sync,
      MaskQuery query,
      MaskStore masks,
      SeriesSupply supply,
      PaintedModels models) {}

  private static final int NUMBER = 1;

  private final Services service;
  private final UUID session;
  private final SeriesKey series;
  private final VolumeGeometry geometry;
  private final HistoryModel model;
  private final List<Long> ids = new ArrayList<>();

  DrivenHistory(Services service, UUID session) {
    this.service = service;
    this.session = session;
    this.series = service.sessions().require(session).seriesKey();
    this.geometry =
        service.sessions().series(service.sessions().require(session)).volume().geometry();
    this.model = new HistoryModel(geometry);
  }

  /** Does a step on both sides and compares them. */
  void go(HistoryStep step) {
    String key = UUID.randomUUID().toString();
    List<HistoryModel.Placed> before = model.live();
    boolean crash =
        step.mishap() == HistoryStep.Mishap.CRASH
            || step.mishap() == HistoryStep.Mishap.CRASH_AND_AGAIN;
    service.models().crashNext(crash);
    Optional<ErrorCode> refused = attempt(step, key, before);
    service.models().crashNext(false);
    if (crash) {
      service.masks().forgetAll();
      service.supply().forget(series);
    }
    Optional<ErrorCode> expected = model.apply(step);
    assertThat(refused).as("refusal of %s", step).isEqualTo(expected);
    boolean again =
        step.mishap() == HistoryStep.Mishap.SENT_TWICE
            || step.mishap() == HistoryStep.Mishap.CRASH_AND_AGAIN;
    if (again && step.action() != HistoryStep.Action.SYNC) {
      assertThat(attempt(step, key, before)).as("again: %s", step).isEqualTo(expected);
    }
    compare(step);
  }

  private Optional<ErrorCode> attempt(
      HistoryStep step, String key, List<HistoryModel.Placed> before) {
    try {
      perform(
          step,
          Optional.of(new RequestKey(session.toString(), key, Sha256.of(step.toString()))),
          before);
      return Optional.empty();
    } catch (ApiException e) {
      return Optional.of(e.code());
    } catch (PaintedModels.Crash e) {
      return Optional.empty();
    }
  }

  private void perform(
      HistoryStep step, Optional<RequestKey> key, List<HistoryModel.Placed> before) {
    Terms terms = new Terms(key, IfMatch.ANY);
    ClickService clicks = service.clicks();
    SegmentService segments = service.segments();
    switch (step.action()) {
      case CLICK -> clicks.click(session, NUMBER, request(step.click()), terms);
      case UNDO -> clicks.undo(session, NUMBER, UndoScope.CLICKS, terms);
      case UNDO_ANYTHING -> clicks.undo(session, NUMBER, UndoScope.ALL, terms);
      case REDO -> clicks.redo(session, NUMBER, UndoScope.CLICKS, terms);
      case REDO_ANYTHING -> clicks.redo(session, NUMBER, UndoScope.ALL, terms);
      case REMOVE -> clicks.remove(session, NUMBER, chosen(step, before), true, terms);
      case REMOVE_FOR_GOOD -> clicks.remove(session, NUMBER, chosen(step, before), false, terms);
      case RESTORE_CLICK -> clicks.restore(session, NUMBER, anyOf(step), terms);
      case CLEAR -> clicks.clear(session, NUMBER, terms);
      case PUT ->
          clicks.start(
              session, NUMBER, upload(step.mask(geometry)), IfMatch.ANY, key.orElseThrow().key());
      case FILL_HOLES -> clicks.edit(session, NUMBER, MaskEdit.FILL_HOLES, terms);
      case LARGEST_COMPONENT -> clicks.edit(session, NUMBER, MaskEdit.LARGEST_COMPONENT, terms);
      case SYNC ->
          service
              .sync()
              .sync(
                  session,
                  NUMBER,
                  step.listOf(before.stream().map(HistoryModel.Placed::click).toList()));
      case LOCK -> segments.change(session, NUMBER, null, null, true, terms);
      case UNLOCK -> segments.change(session, NUMBER, null, null, false, terms);
      case DELETE -> segments.delete(session, NUMBER, terms);
      case RESTORE -> segments.restore(session, NUMBER, terms);
      case CLOSE -> service.sessions().close(session);
    }
  }

  private static ClickRequest request(Click click) {
    return new ClickRequest(click.kind(), click.voxel(), null, click.extent());
  }

  private long chosen(HistoryStep step, List<HistoryModel.Placed> before) {
    return before.isEmpty() ? -1 : ids.get(before.get(step.oneOf(before.size())).order());
  }

  private long anyOf(HistoryStep step) {
    return ids.isEmpty() ? -1 : ids.get(step.oneOf(ids.size()));
  }

  private static MaskUpload upload(Mask mask) {
    Optional<VoxelBox> box = mask.boundingBox();
    byte[] bits = box.map(mask::packedBits).orElse(new byte[0]);
    return new MaskUpload(
        text(box.map(VoxelBox::start).orElse(null)),
        text(box.map(VoxelBox::end).orElse(null)),
        new ByteArrayInputStream(bits));
  }

  private static @Nullable String text(io.deepgrow.volume.grid.@Nullable VoxelIndex voxel) {
    return voxel == null ? null : voxel.i() + "," + voxel.j() + "," + voxel.k();
  }

  private void compare(HistoryStep step) {
    if (!model.isVisible()) {
      return;
    }
    ClickList stored = service.clicks().list(session, NUMBER);
    List<Long> known = stored.clicks().stream().map(ClickList.ClickView::id).toList();
    known.stream().filter(id -> !ids.contains(id)).forEach(ids::add);
    assertThat(known)
        .as("clicks that count after %s", step)
        .isEqualTo(model.live().stream().map(placed -> ids.get(placed.order())).toList());
    assertThat(List.of(stored.redoable(), stored.undoableChanges(), stored.redoableChanges()))
        .as("clicks to redo, changes to undo, changes to redo after %s", step)
        .isEqualTo(
            List.of(model.redoableClicks(), model.undoableChanges(), model.redoableChanges()));
    Mask mask = service.query().mask(session, NUMBER).current().mask();
    assertThat(mask.sameVoxels(model.mask())).as("the mask after %s", step).isTrue();
  }
}
