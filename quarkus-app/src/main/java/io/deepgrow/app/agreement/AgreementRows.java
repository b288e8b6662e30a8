package io.deepgrow.app.agreement;

import io.deepgrow.app.queue.Due;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Comparisons in the database. All methods join the caller's transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class AgreementRows {

  /** A review whose masks are compared. */
  record Compared(
      UUID review, UUID result, UUID session, UUID project, String study, Instant storedAt) {}

  private static final String COLUMNS =
      "select r.id, r.result_id, r.session_id, r.project_id, r.study_uid, r.created_at from review"
          + " r join annotation_session a on a.id = r.session_id";

  private static final String OTHERS =
      COLUMNS
          + " join review mine on mine.project_id = r.project_id and mine.study_uid = r.study_uid"
          + " join annotation_session m on m.id = mine.session_id and m.series_uid = a.series_uid"
          + " where mine.id = :review and r.state <> 'SUPERSEDED' and r.annotator_name <>"
          + " mine.annotator_name";

  private static final String PUT =
      """
      insert into review_agreement (review_id, other_id, structure_id, dice, hausdorff_95,
        mean_distance, volume, other_volume, created_at)
      values (:review, cast(:other as uuid), :structure, cast(:dice as double precision),
        cast(:hausdorff as double precision), cast(:mean as double precision), :volume, :otherVolume,
        :at)
      on conflict (review_id, other_id, structure_id) do nothing
      """;

  private final EntityManager entities;
  private final Clock clock;

  AgreementRows(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** A review whose masks were not compared yet. */
  Optional<Compared> open(UUID review) {
    return list(COLUMNS + " where r.id = :review and r.compared_at is null", review).stream()
        .findFirst();
  }

  /** The reviews of other people's copies of the same series. */
  List<Compared> others(UUID review) {
    return list(OTHERS, review);
  }

  private List<Compared> list(String sql, UUID review) {
    List<?> rows = entities.createNativeQuery(sql).setParameter("review", review).getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Compared(
                    (UUID) row[0],
                    (UUID) row[1],
                    (UUID) row[2],
                    (UUID) row[3],
                    (String) row[4],
                    (Instant) row[5]))
        .toList();
  }

  /** Writes a comparison down; one that is there changes nothing. */
  void put(UUID review, @Nullable UUID other, String structure, MaskAgreement agreement) {
    entities
        .createNativeQuery(PUT)
        .setParameter("review", review)
        .setParameter("other", other == null ? null : other.toString())
        .setParameter("structure", structure)
        .setParameter("dice", text(agreement.dice()))
        .setParameter("hausdorff", text(agreement.hausdorff95()))
        .setParameter("mean", text(agreement.meanDistance()))
        .setParameter("volume", agreement.volume())
        .setParameter("otherVolume", agreement.otherVolume())
        .setParameter("at", clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
  }

  /** A number as text: of null the database would not know the type. */
  private static @Nullable String text(@Nullable Double value) {
    return value == null ? null : value.toString();
  }

  void done(UUID review) {
    entities
        .createNativeQuery("update review set compared_at = :at where id = :review")
        .setParameter("at", clock.instant().atOffset(ZoneOffset.UTC))
        .setParameter("review", review)
        .executeUpdate();
  }

  /** Reviews whose masks were not compared yet. */
  List<Due> due() {
    List<?> rows =
        entities
            .createNativeQuery(
                "select id, created_at from review where compared_at is null order by created_at")
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Due((UUID) row[0], (Instant) row[1]))
        .toList();
  }
}
