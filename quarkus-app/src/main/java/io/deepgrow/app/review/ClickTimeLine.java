package io.deepgrow.app.review;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** The clicks behind a result, those taken back too. */
@ApplicationScoped
public class ClickTimeLine {

  private static final int MOST = 500;

  /**
   * A click.
   *
   * @param segment its number in the session
   * @param positive whether it adds
   * @param i column, j row, k slice, in voxels
   * @param taken whether it was taken back; not where only a mask that somebody drew replaced it
   */
  public record Made(
      int segment, boolean positive, int i, int j, int k, Instant at, boolean taken) {}

  private static final String CLICKS =
      """
      select s.number, c.kind, c.i, c.j, c.k, c.created_at,
        c.undone_at is not null and c.undone_at <= :until and not exists (
          select 1 from mask_change m where m.id = c.cleared_by and m.start_id is not null)
      from click c join segment s on s.id = c.segment_id
      where s.session_id = :session and c.created_at <= :until
      order by c.created_at, c.id limit :most
      """;

  private final EntityManager entities;

  ClickTimeLine(EntityManager entities) {
    this.entities = entities;
  }

  /** The first five hundred, in their order; the caller sees the review. */
  public List<Made> of(UUID session, Instant until) {
    List<?> rows =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createNativeQuery(CLICKS)
                        .setParameter("session", session)
                        .setParameter("until", until.atOffset(ZoneOffset.UTC))
                        .setParameter("most", MOST)
                        .getResultList());
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Made(
                    number(row[0]),
                    row[1].equals("POSITIVE"),
                    number(row[2]),
                    number(row[3]),
                    number(row[4]),
                    (Instant) row[5],
                    (Boolean) row[6]))
        .toList();
  }

  private static int number(Object column) {
    return ((Number) column).intValue();
  }
}
