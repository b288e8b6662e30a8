package io.deepgrow.app.mask;

import io.deepgrow.app.Erased;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.mask.Mask;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/** Masks that segments start from. All methods join the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class StartMaskStore {

  private final EntityManager entities;
  private final Clock clock;

  StartMaskStore(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** From now on the segment starts from this mask; its number. */
  public long put(long segmentId, Mask mask) {
    StartMask row = new StartMask();
    row.segmentId = segmentId;
    row.createdAt = clock.instant();
    mask.boundingBox()
        .ifPresent(
            box -> {
              row.box = BoxBits.text(box);
              row.bits = BoxBits.deflate(mask.packedBits(box));
            });
    entities.persist(row);
    entities.flush();
    return row.id == null ? 0 : row.id;
  }

  /** The segment starts from what was there before this mask again. */
  public void undo(long id) {
    require(id).undoneAt = clock.instant();
    entities.flush();
  }

  /** The segment starts from this mask again. */
  public void redo(long id) {
    require(id).undoneAt = null;
    entities.flush();
  }

  /** The number of the mask that a segment starts from; none when it starts from nothing. */
  public OptionalLong latest(long segmentId) {
    return entities
        .createQuery(
            "select s.id from StartMask s where s.segmentId = :id and s.undoneAt is null"
                + " order by s.id desc",
            Long.class)
        .setParameter("id", segmentId)
        .setMaxResults(1)
        .getResultStream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  private StartMask require(long id) {
    return Optional.ofNullable(entities.find(StartMask.class, id)).orElseThrow(Erased::meanwhile);
  }

  /** A mask by its number. */
  public Mask mask(long id, VolumeGeometry geometry) {
    StartMask row = require(id);
    if (row.box.isEmpty()) {
      return Mask.empty(geometry);
    }
    VoxelBox box = BoxBits.box(row.box);
    byte[] bits = BoxBits.inflate(row.bits, (int) ((box.size().voxels() + 7) / 8));
    return Mask.ofPackedBits(geometry, box, bits);
  }
}
