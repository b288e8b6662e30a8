package io.deepgrow.app.registry;

import io.deepgrow.app.model.ModelFollow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which version of each model answers; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class Choices {

  /**
   * What new sessions of a model begin with.
   *
   * @param byHand whether somebody has chosen it, and not the start of the service
   */
  record Choice(String model, UUID version, boolean byHand, @Nullable UUID canary, int share) {

    Choice of(UUID other, boolean chosenByHand) {
      return new Choice(model, other, chosenByHand, null, 0);
    }

    Choice withCanary(@Nullable UUID other, int hundredths) {
      return new Choice(model, version, byHand, other, hundredths);
    }
  }

  private static final String SELECT =
      "select model, version_id, by_hand, canary_id, canary_share from model_choice";

  private final EntityManager entities;

  Choices(EntityManager entities) {
    this.entities = entities;
  }

  /** All, by name. */
  List<Choice> all() {
    return rows(entities.createNativeQuery(SELECT + " order by model").getResultList());
  }

  /** The choice of a model; changes of it wait until the transaction ends. */
  Optional<Choice> hold(String model) {
    // a model without a row has nothing else to hold
    entities
        .createNativeQuery("select pg_advisory_xact_lock(hashtext('model ' || :model))")
        .setParameter("model", model)
        .getResultList();
    return find(model);
  }

  Optional<Choice> find(String model) {
    return rows(
            entities
                .createNativeQuery(SELECT + " where model = :model")
                .setParameter("model", model)
                .getResultList())
        .stream()
        .findFirst();
  }

  private static List<Choice> rows(List<?> rows) {
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Choice(
                    (String) row[0],
                    (UUID) row[1],
                    (Boolean) row[2],
                    (UUID) row[3],
                    ((Number) row[4]).intValue()))
        .toList();
  }

  /** Writes a choice down and has all replicas look. */
  void put(Choice choice) {
    UUID canary = choice.canary();
    entities
        .createNativeQuery(
            "insert into model_choice (model, version_id, by_hand, canary_id, canary_share) values"
                + " (:model, :version, :hand, cast(:canary as uuid), :share) on conflict (model) do"
                + " update set version_id = excluded.version_id, by_hand = excluded.by_hand,"
                + " canary_id = excluded.canary_id, canary_share = excluded.canary_share")
        .setParameter("model", choice.model())
        .setParameter("version", choice.version())
        .setParameter("hand", choice.byHand())
        .setParameter("canary", canary == null ? null : canary.toString())
        .setParameter("share", choice.share())
        .executeUpdate();
    signal(choice.model());
  }

  /** New sessions can name the model no more. */
  void remove(String model) {
    entities
        .createNativeQuery("delete from model_choice where model = :model")
        .setParameter("model", model)
        .executeUpdate();
    signal(model);
  }

  Optional<String> standard() {
    List<?> rows = entities.createNativeQuery("select model from model_standard").getResultList();
    return rows.stream().map(String.class::cast).findFirst();
  }

  /** Sets the model of sessions that name none; null for that of the settings. */
  void standard(@Nullable String model) {
    entities.createNativeQuery("delete from model_standard").executeUpdate();
    if (model != null) {
      entities
          .createNativeQuery("insert into model_standard (model) values (:model)")
          .setParameter("model", model)
          .executeUpdate();
    }
    signal(String.valueOf(model));
  }

  private void signal(String model) {
    entities
        .createNativeQuery("select cast(pg_notify(?1, ?2) as text)")
        .setParameter(1, ModelFollow.CHANNEL)
        .setParameter(2, model)
        .getResultList();
  }
}
