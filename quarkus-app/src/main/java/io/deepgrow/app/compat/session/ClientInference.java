package io.deepgrow.app.compat.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.annotation.ClickSync;
import io.deepgrow.app.compat.PublishedModel;
import io.deepgrow.app.compat.form.ClickLists;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.segment.SegmentService;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.inference.click.Click;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * From the click list of a client to a mask, by way of an annotation session: the history of the
 * segment that the list continues is brought to the list.
 */
@ApplicationScoped
public class ClientInference {

  /**
   * Who asks.
   *
   * @param owner whose clicks they are; see {@link ClientWork}
   * @param structure id of what is being marked
   */
  public record Caller(String owner, String structure) {

    /** Of whom nothing is known; such callers may be many. */
    public static final String ANYBODY = "anybody";

    boolean isShared() {
      return owner.equals(ANYBODY);
    }
  }

  /** A mask and the series it lies in. */
  public record Answer(Mask mask, LoadedSeries series) {}

  private final ClientWork work;
  private final SessionService sessions;
  private final SegmentService segments;
  private final ClickSync sync;
  private final int maxSegments;

  ClientInference(
      ClientWork work,
      SessionService sessions,
      SegmentService segments,
      ClickSync sync,
      DeepgrowConfig config) {
    this.work = work;
    this.sessions = sessions;
    this.segments = segments;
    this.sync = sync;
    this.maxSegments = config.sessions().maxSegments();
  }

  /** Opens the annotation session of a caller on an image, so that the first click finds it. */
  public LoadedSeries prepare(String owner, ClientImage image, PublishedModel model) {
    return sessions.series(work.session(owner, image, model, null));
  }

  /** The mask of a click list; clicks outside the volume, or outside a 2-D slice, do not count. */
  public Answer infer(Caller caller, ClientImage image, PublishedModel model, ClickLists lists) {
    try {
      return inferNow(caller, image, model, lists);
    } catch (ApiException e) {
      if (e.code() != ErrorCode.SESSION_CLOSED) {
        throw e;
      }
      // it was full or idle, and another request put a new one in its place meanwhile
      return inferNow(caller, image, model, lists);
    }
  }

  private Answer inferNow(
      Caller caller, ClientImage image, PublishedModel model, ClickLists lists) {
    SessionKey session = work.session(caller.owner(), image, model, null);
    LoadedSeries series = sessions.series(session);
    Volume volume = series.volume();
    List<Click> wanted = lists.within(volume.size());
    OptionalInt slice = model.isFlat() ? lists.slice(wanted) : OptionalInt.empty();
    if (slice.isPresent()) {
      int k = slice.getAsInt();
      wanted = wanted.stream().filter(c -> c.voxel().k() == k).toList();
    }
    Mask mask = mask(caller, image, model, session, wanted, volume);
    return new Answer(slice.isPresent() ? slice(mask, slice.getAsInt()) : mask, series);
  }

  private Mask mask(
      Caller caller,
      ClientImage image,
      PublishedModel model,
      SessionKey session,
      List<Click> wanted,
      Volume volume) {
    Map<Integer, List<Click>> live = sync.live(session.id());
    OptionalInt known = Continuation.segment(live, wanted, caller.isShared());
    if (known.isPresent()) {
      return sync.sync(session.id(), known.getAsInt(), wanted).mask();
    }
    if (wanted.isEmpty()) {
      return Mask.empty(volume.geometry());
    }
    UUID target =
        live.size() < maxSegments
            ? session.id()
            : work.session(caller.owner(), image, model, session.id()).id();
    int number = segments.add(target, caller.structure(), Optional.empty()).number();
    return sync.sync(target, number, wanted).mask();
  }

  private static Mask slice(Mask mask, int k) {
    Mask flat = Mask.empty(mask.geometry());
    if (k < 0 || k >= mask.size().k()) {
      return flat;
    }
    VoxelBox plane =
        new VoxelBox(
            new VoxelIndex(0, 0, k), new VoxelIndex(mask.size().i(), mask.size().j(), k + 1));
    return Mask.ofPackedBits(mask.geometry(), plane, mask.packedBits(plane));
  }
}
