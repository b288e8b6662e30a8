package io.deepgrow.app.click;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.inference.Click;
import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Volume;
import io.deepgrow.volume.VolumeGeometry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rules of clicks: each is committed before anything is computed from it, those of one session
 * go one after the other, and a repeated key gets the first answer again.
 */
@ApplicationScoped
public class ClickService {

  /** An answer as JSON, and where the time went. */
  record Timed(String json, String serverTiming) {}

  /** A change of the click history. */
  @FunctionalInterface
  interface Change {
    void apply(SegmentKey segment);
  }

  private final SessionService sessions;
  private final SegmentService segments;
  private final ClickHistory history;
  private final ChangeHistory changes;
  private final MaskStore masks;
  private final Answers answers;
  private final MaskUpdate update;
  private final ModelService models;
  private final SessionLocks locks;
  private final AuditTrail audit;
  private final ObjectMapper json;
  private final int limit;

  ClickService(
      SessionService sessions,
      SegmentService segments,
      ClickHistory history,
      ChangeHistory changes,
      MaskStore masks,
      Answers answers,
      MaskUpdate update,
      ModelService models,
      SessionLocks locks,
      AuditTrail audit,
      ObjectMapper json,
      DeepgrowConfig config) {
    this.sessions = sessions;
    this.segments = segments;
    this.history = history;
    this.changes = changes;
    this.masks = masks;
    this.answers = answers;
    this.update = update;
    this.models = models;
    this.locks = locks;
    this.audit = audit;
    this.json = json;
    this.limit = config.sessions().maxClicks();
  }

  Timed click(UUID sessionId, int number, ClickRequest request, @Nullable String key) {
    long start = System.nanoTime();
    SessionKey session = sessions.requireReady(sessionId);
    SegmentKey segment = segments.require(sessionId, number);
    Volume volume = sessions.series(session).volume();
    Click click = request.in(volume.geometry());
    ServerTiming timing = new ServerTiming().add("load", System.nanoTime() - start);
    String scope = sessionId + "/" + number;
    String hash = Answers.hash(click.toString());
    return locks.inOrder(
        sessionId,
        () -> {
          try (ModelService.Place place = models.enter()) {
            long begin = System.nanoTime();
            Optional<String> known =
                QuarkusTransaction.requiringNew()
                    .call(() -> commit(session, segment, click, scope, key, hash));
            timing.add("commit", System.nanoTime() - begin);
            return known
                .map(body -> new Timed(body, timing.header()))
                .orElseGet(() -> answer(session, segment, volume, scope, key, timing));
          }
        });
  }

  /**
   * Commits the click unless its key was there before; gives the earlier answer if there is one.
   */
  private Optional<String> commit(
      SessionKey session,
      SegmentKey segment,
      Click click,
      String scope,
      @Nullable String key,
      String hash) {
    history.hold(segment);
    if (key != null) {
      Optional<Answers.Earlier> earlier = answers.find(scope, key);
      if (earlier.isPresent()) {
        if (!earlier.get().bodyHash().equals(hash)) {
          throw new ApiException(
              ErrorCode.KEY_REUSED, "This Idempotency-Key came before with another click");
        }
        return earlier.get().body();
      }
    }
    if (history.live(segment).clicks().size() >= limit) {
      throw new ApiException(ErrorCode.CLICK_LIMIT, "A segment has at most " + limit + " clicks");
    }
    long id = history.add(segment, click);
    if (key != null) {
      answers.begin(scope, key, hash, id);
    }
    audit.record("click.added", session);
    return Optional.empty();
  }

  private Timed answer(
      SessionKey session,
      SegmentKey segment,
      Volume volume,
      String scope,
      @Nullable String key,
      ServerTiming timing) {
    ClickAnswer answer = update.bringUpToDate(session, segment, volume, timing);
    String body = write(answer);
    if (key != null) {
      QuarkusTransaction.requiringNew().run(() -> answers.finish(scope, key, body));
    }
    return new Timed(body, timing.header());
  }

  private String write(ClickAnswer answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An answer can't be written", e);
    }
  }

  /** Undoes, redoes or clears, and brings the mask up to date. */
  private Timed change(UUID sessionId, int number, Change change) {
    SessionKey session = sessions.requireReady(sessionId);
    SegmentKey segment = segments.require(sessionId, number);
    Volume volume = sessions.series(session).volume();
    return locks.inOrder(
        sessionId,
        () -> {
          try (ModelService.Place place = models.enter()) {
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      history.hold(segment);
                      change.apply(segment);
                    });
            return answer(session, segment, volume, "", null, new ServerTiming());
          }
        });
  }

  ClickList list(UUID sessionId, int number) {
    SessionKey session = sessions.requireReady(sessionId);
    SegmentKey segment = segments.require(sessionId, number);
    VolumeGeometry geometry = sessions.series(session).volume().geometry();
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                ClickList.of(
                    history.liveRows(segment),
                    history.redoable(segment),
                    changes.undoable(segment),
                    changes.redoable(segment),
                    geometry));
  }

  /** Takes back the last click, or whatever changed the mask last. */
  Timed undo(UUID sessionId, int number, UndoScope scope) {
    return change(
        sessionId,
        number,
        segment -> {
          boolean done = scope == UndoScope.CLICKS ? history.undo(segment) : changes.undo(segment);
          if (!done) {
            throw new ApiException(ErrorCode.NOTHING_TO_UNDO, "The segment has no click to undo");
          }
        });
  }

  /** Brings back the click, or whatever was undone last. */
  Timed redo(UUID sessionId, int number, UndoScope scope) {
    return change(
        sessionId,
        number,
        segment -> {
          boolean done = scope == UndoScope.CLICKS ? history.redo(segment) : changes.redo(segment);
          if (!done) {
            throw new ApiException(
                ErrorCode.NOTHING_TO_REDO, "No undone click is left to bring back");
          }
        });
  }

  /** Puts a mask in place of what the clicks made; they no longer count. */
  Timed start(UUID sessionId, int number, MaskUpload upload) {
    SessionKey session = sessions.requireReady(sessionId);
    Mask mask = upload.in(sessions.series(session).volume().geometry());
    return change(
        sessionId,
        number,
        segment -> {
          changes.put(segment, mask);
          audit.record("mask.put", session);
        });
  }

  /** Corrects the mask as it is now; the clicks that led to it no longer count. */
  Timed edit(UUID sessionId, int number, MaskEdit edit) {
    SessionKey session = sessions.requireReady(sessionId);
    SegmentKey segment = segments.require(sessionId, number);
    Volume volume = sessions.series(session).volume();
    return locks.inOrder(
        sessionId,
        () -> {
          try (ModelService.Place place = models.enter()) {
            update.bringUpToDate(session, segment, volume, new ServerTiming());
            QuarkusTransaction.requiringNew()
                .run(
                    () -> {
                      history.hold(segment);
                      Mask mask = masks.current(segment.id(), volume.geometry()).mask();
                      changes.put(segment, edit.apply(mask));
                      audit.record("mask.edited", session);
                    });
            return answer(session, segment, volume, "", null, new ServerTiming());
          }
        });
  }

  /** Takes one click back, wherever in the order it is; {@link #redo} brings it again. */
  Timed remove(UUID sessionId, int number, long click) {
    return change(
        sessionId,
        number,
        segment -> {
          if (!history.undo(segment, click)) {
            throw new ApiException(
                ErrorCode.CLICK_NOT_FOUND, "The segment has no click " + click + " that counts");
          }
        });
  }

  Timed clear(UUID sessionId, int number) {
    return change(sessionId, number, changes::clear);
  }
}
