package io.deepgrow.app.agreement;

import io.deepgrow.app.mask.MaskStore;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the network made of a segment's clicks, before anybody drew in the mask. */
@ApplicationScoped
public class NetworkMasks {

  /** The newest revision before the first mask that no click made. */
  private static final String LAST =
      """
      select s.id, m.revision from segment s join mask_revision m on m.segment_id = s.id
      where s.session_id = :session and s.number = :number and m.created_at <= :until
        and m.created_at < coalesce((
          select min(t.created_at) from start_mask t
          where t.segment_id = s.id and t.created_at <= :until and t.undone_at is null), 'infinity')
      order by m.revision desc limit 1
      """;

  private final EntityManager entities;
  private final MaskStore masks;

  NetworkMasks(EntityManager entities, MaskStore masks) {
    this.entities = entities;
    this.masks = masks;
  }

  /**
   * The mask; none where a segment began with a mask from elsewhere, or when it is no longer kept.
   *
   * @param number of the segment in its session
   * @param until the time up to which something counts
   */
  public Optional<Mask> of(UUID session, int number, Instant until, VolumeGeometry geometry) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              List<?> rows =
                  entities
                      .createNativeQuery(LAST)
                      .setParameter("session", session)
                      .setParameter("number", number)
                      .setParameter("until", until.atOffset(ZoneOffset.UTC))
                      .getResultList();
              if (rows.isEmpty()) {
                return Optional.<Mask>empty();
              }
              Object[] row = (Object[]) rows.get(0);
              return masks
                  .revision(((Number) row[0]).longValue(), ((Number) row[1]).intValue(), geometry)
                  .map(MaskStore.Current::mask);
            });
  }
}
