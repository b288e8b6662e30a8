package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Sha256;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.click.ChangeHistory;
import io.deepgrow.app.click.ClickHistory;
import io.deepgrow.app.idempotency.RequestKey;
import io.deepgrow.app.idempotency.RequestKeys;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.segment.IfMatch;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.app.segment.Terms;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.inference.click.Click;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What can be done with a segment's clicks and its whole mask; each is a {@link SegmentWork}. */
@ApplicationScoped
public class ClickService {

  /** An answer, and where the time went. */
  record Timed(ClickAnswer answer, String serverTiming) {}

  private final SessionService sessions;
  private final SegmentService segments;
  private final ClickHistory history;
  private final ChangeHistory changes;
  private final MaskStore masks;
  private final SegmentWork work;
  private final RequestKeys keys;
  private final AuditTrail audit;
  private final StepMeters meters;
  private final int limit;

  ClickService(
      SessionService sessions,
      SegmentService segments,
      ClickHistory history,
      ChangeHistory changes,
      MaskStore masks,
      SegmentWork work,
      RequestKeys keys,
      AuditTrail audit,
      StepMeters meters,
      DeepgrowConfig config) {
    this.sessions = sessions;
    this.segments = segments;
    this.history = history;
    this.changes = changes;
    this.masks = masks;
    this.work = work;
    this.keys = keys;
    this.audit = audit;
    this.meters = meters;
    this.limit = config.sessions().maxClicks();
  }

  /**
   * Adds a click.
   *
   * @throws ApiException {@code click.outside_volume}, {@code click.limit}; as every change {@code
   *     segment.changed} when the segment is not as the caller has seen it
   */
  Timed click(UUID sessionId, int number, ClickRequest request, Terms terms) {
    ServerTiming timing = new ServerTiming();
    Volume volume = timing.measure("load", () -> volume(sessionId));
    Click click = request.in(volume.geometry());
    WorkRequest.Change add =
        (session, segment) -> {
          require(
              history.live(segment).clicks().size() < limit,
              ErrorCode.CLICK_LIMIT,
              "A segment has at most " + limit + " clicks");
          audit.record("click.added", session.subject());
          return OptionalLong.of(history.add(segment, click));
        };
    return timed(WorkRequest.of(sessionId, number, terms, add), volume, timing);
  }

  private Volume volume(UUID sessionId) {
    return sessions.series(sessions.requireReady(sessionId)).volume();
  }

  private Timed timed(WorkRequest request, Volume volume, ServerTiming timing) {
    ClickAnswer answer = work.run(request, volume, timing).answer();
    meters.count(timing);
    return new Timed(answer, timing.header());
  }

  private Timed change(
      UUID sessionId, int number, Terms terms, String deed, Consumer<SegmentSnapshot> change) {
    WorkRequest.Change withoutClick =
        (session, segment) -> {
          change.accept(segment);
          audit.record(deed, session.subject());
          return OptionalLong.empty();
        };
    return timed(
        WorkRequest.of(sessionId, number, terms, withoutClick),
        volume(sessionId),
        new ServerTiming());
  }

  /** The clicks that count, and what can be undone and brought back. */
  ClickList list(UUID sessionId, int number) {
    SessionKey session = sessions.requireReady(sessionId);
    SegmentSnapshot segment = segments.require(sessionId, number);
    VolumeGeometry geometry = sessions.series(session).volume().geometry();
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ClickList.of(
                    segments.require(sessionId, number).revision(),
                    history.recorded(segment),
                    history.redoable(segment),
                    changes.undoable(segment),
                    changes.redoable(segment),
                    geometry));
  }

  /** Takes back the last click, or whatever changed the mask last. */
  Timed undo(UUID sessionId, int number, UndoScope scope, Terms terms) {
    return change(
        sessionId,
        number,
        terms,
        "click.undone",
        segment -> {
          boolean done = scope == UndoScope.CLICKS ? history.undo(segment) : changes.undo(segment);
          require(done, ErrorCode.NOTHING_TO_UNDO, "The segment has no click to undo");
        });
  }

  /** Brings back the click, or whatever was undone last. */
  Timed redo(UUID sessionId, int number, UndoScope scope, Terms terms) {
    return change(
        sessionId,
        number,
        terms,
        "click.redone",
        segment -> {
          boolean done =
              scope == UndoScope.CLICKS ? changes.redoClick(segment) : changes.redo(segment);
          require(done, ErrorCode.NOTHING_TO_REDO, "No undone click is left to bring back");
        });
  }

  /** Puts a mask in place of what the clicks made; they no longer count. */
  Timed start(
      UUID sessionId, int number, MaskUpload upload, IfMatch ifMatch, @Nullable String key) {
    Volume volume = volume(sessionId);
    Mask mask = upload.in(volume.geometry());
    String bits = Sha256.of(mask.boundingBox().map(mask::packedBits).orElse(new byte[0]));
    Object request = List.of(String.valueOf(mask.boundingBox()), bits);
    WorkRequest.Change put =
        (session, segment) -> {
          changes.put(segment, mask);
          audit.record("mask.put", session.subject());
          return OptionalLong.empty();
        };
    Optional<RequestKey> once = keys.of(sessionId, "mask " + number, request, key);
    Terms terms = new Terms(once, ifMatch);
    return timed(WorkRequest.of(sessionId, number, terms, put), volume, new ServerTiming());
  }

  /**
   * Corrects the mask as it is now; the clicks that led to it no longer count. Where nothing is to
   * be corrected they stay, and nothing is to be undone.
   */
  Timed edit(UUID sessionId, int number, MaskEdit edit, Terms terms) {
    Volume volume = volume(sessionId);
    // a crash may have come between the clicks and their mask
    work.run(WorkRequest.upToDate(sessionId, number), volume, new ServerTiming());
    WorkRequest.Change apply =
        (session, segment) -> {
          MaskStore.Current current = masks.current(segment.id(), volume.geometry());
          if (!history.live(segment).fingerprint().equals(current.liveClicks())) {
            throw new ApiException(
                ErrorCode.BUSY, "The segment is being changed; send the request again");
          }
          Mask edited = edit.apply(current.mask(), volume);
          if (!edited.sameVoxels(current.mask())) {
            changes.put(segment, edited);
            audit.record("mask.edited", session.subject());
          }
          return OptionalLong.empty();
        };
    return timed(WorkRequest.of(sessionId, number, terms, apply), volume, new ServerTiming());
  }

  /**
   * Takes one click back, wherever in the order it is.
   *
   * @param redoable whether {@link #redo} brings it again; {@link #restore} does in any case
   */
  Timed remove(UUID sessionId, int number, long click, boolean redoable, Terms terms) {
    return change(
        sessionId,
        number,
        terms,
        "click.removed",
        segment ->
            require(
                history.undo(segment, click, redoable),
                ErrorCode.CLICK_NOT_FOUND,
                "The segment has no click " + click + " that counts"));
  }

  /**
   * Brings one undone click back, by its number, whatever was undone since; one that counts stays.
   *
   * @throws ApiException {@code click.not_found}, {@code click.not_restorable}, {@code click.limit}
   */
  Timed restore(UUID sessionId, int number, long click, Terms terms) {
    return change(
        sessionId,
        number,
        terms,
        "click.restored",
        segment -> {
          ChangeHistory.Restored restored = changes.restore(segment, click);
          require(
              restored != ChangeHistory.Restored.UNKNOWN,
              ErrorCode.CLICK_NOT_FOUND,
              "The segment never had a click " + click);
          require(
              restored == ChangeHistory.Restored.COUNTS,
              ErrorCode.CLICK_NOT_RESTORABLE,
              "Click "
                  + click
                  + " was made on another mask; undo or redo (scope=ALL) the change of the whole"
                  + " mask first");
          require(
              history.live(segment).clicks().size() <= limit,
              ErrorCode.CLICK_LIMIT,
              "A segment has at most " + limit + " clicks");
        });
  }

  Timed clear(UUID sessionId, int number, Terms terms) {
    return change(sessionId, number, terms, "clicks.cleared", changes::clear);
  }

  private static void require(boolean holds, ErrorCode code, String detail) {
    if (!holds) {
      throw new ApiException(code, detail);
    }
  }
}
