package io.deepgrow.app.mask;

import io.deepgrow.app.Erased;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Revisions of masks in the database, the latest of busy segments in memory too. Methods that read
 * or write the database join the caller's transaction.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class MaskStore {

  private static final int IN_MEMORY = 64;

  /**
   * A segment's mask.
   *
   * @param revision counts from 1; 0 before the first
   * @param liveClicks fingerprint of the clicks that made it
   */
  public record Current(int revision, String liveClicks, Mask mask) {}

  private final EntityManager entities;
  private final Clock clock;
  private final Map<Long, Current> recent = new LinkedHashMap<>(16, 0.75f, true);

  MaskStore(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** The latest mask of a segment, empty before its first. */
  public Current current(long segmentId, VolumeGeometry geometry) {
    List<Integer> latest =
        entities
            .createQuery(
                "select max(m.revision) from MaskRevision m where m.segmentId = :id", Integer.class)
            .setParameter("id", segmentId)
            .getResultList();
    Integer revision = latest.get(0);
    if (revision == null) {
      return new Current(0, "", Mask.empty(geometry));
    }
    return revision(segmentId, revision, geometry).orElseThrow(Erased::meanwhile);
  }

  /** Fingerprint of the clicks that made a revision; empty for revision 0. */
  public String liveClicks(long segmentId, int revision) {
    return entities
        .createQuery(
            "select m.liveClicks from MaskRevision m where m.segmentId = :id"
                + " and m.revision = :revision",
            String.class)
        .setParameter("id", segmentId)
        .setParameter("revision", revision)
        .getResultStream()
        .findFirst()
        .orElse("");
  }

  private Optional<Current> remembered(long segmentId) {
    synchronized (recent) {
      return Optional.ofNullable(recent.get(segmentId));
    }
  }

  private static Current read(MaskRevision row, VolumeGeometry geometry) {
    if (row.box.isEmpty()) {
      return new Current(row.revision, row.liveClicks, Mask.empty(geometry));
    }
    VoxelBox box = BoxBits.box(row.box);
    byte[] bits = BoxBits.inflate(row.bits, (int) ((box.size().voxels() + 7) / 8));
    return new Current(row.revision, row.liveClicks, Mask.ofPackedBits(geometry, box, bits));
  }

  /** The mask that the same clicks made before, if they did. */
  public Optional<Mask> madeBy(long segmentId, String liveClicks, VolumeGeometry geometry) {
    return entities
        .createQuery(
            "from MaskRevision m where m.segmentId = :id and m.liveClicks = :clicks"
                + " order by m.revision desc",
            MaskRevision.class)
        .setParameter("id", segmentId)
        .setParameter("clicks", liveClicks)
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(row -> read(row, geometry).mask());
  }

  /** A revision of a segment; revision 0 is empty. None when it is no longer kept. */
  public Optional<Current> revision(long segmentId, int revision, VolumeGeometry geometry) {
    if (revision == 0) {
      return Optional.of(new Current(0, "", Mask.empty(geometry)));
    }
    return remembered(segmentId)
        .filter(known -> known.revision() == revision)
        .or(() -> row(segmentId, revision).map(row -> read(row, geometry)));
  }

  private Optional<MaskRevision> row(long segmentId, int revision) {
    return entities
        .createQuery(
            "from MaskRevision m where m.segmentId = :id and m.revision = :revision",
            MaskRevision.class)
        .setParameter("id", segmentId)
        .setParameter("revision", revision)
        .getResultStream()
        .findFirst();
  }

  /** Appends a revision; the caller holds the session. */
  public Current append(long segmentId, Current before, String liveClicks, Mask mask) {
    return append(segmentId, before, liveClicks, mask, OptionalLong.empty());
  }

  /**
   * As {@link #append(long, Current, String, Mask)}.
   *
   * @param micros how long the network and what is around it took, where they made the mask
   */
  public Current append(
      long segmentId, Current before, String liveClicks, Mask mask, OptionalLong micros) {
    MaskRevision row = new MaskRevision();
    row.segmentId = segmentId;
    row.revision = before.revision() + 1;
    row.liveClicks = liveClicks;
    row.voxels = mask.count();
    row.networkMicros = micros.isPresent() ? (Long) micros.getAsLong() : null;
    row.createdAt = clock.instant();
    mask.boundingBox()
        .ifPresent(
            box -> {
              row.box = BoxBits.text(box);
              row.bits = BoxBits.deflate(mask.packedBits(box));
            });
    entities.persist(row);
    return new Current(row.revision, liveClicks, mask);
  }

  /** Keeps a committed revision in memory. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public void remember(long segmentId, Current current) {
    synchronized (recent) {
      recent.merge(
          segmentId,
          current,
          (known, other) -> other.revision() < known.revision() ? known : other);
      if (recent.size() > IN_MEMORY) {
        recent.remove(recent.keySet().iterator().next());
      }
    }
  }

  /** Lets go of the masks of segments that are no more. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public void forget(Collection<Long> segments) {
    synchronized (recent) {
      recent.keySet().removeAll(segments);
    }
  }

  /** Lets go of all masks in memory; they are read again when they are needed. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public void forgetAll() {
    synchronized (recent) {
      recent.clear();
    }
  }
}
