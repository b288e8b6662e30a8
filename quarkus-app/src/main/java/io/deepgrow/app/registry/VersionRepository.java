package io.deepgrow.app.registry;

import io.deepgrow.app.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of versions; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class VersionRepository {

  private final EntityManager entities;

  VersionRepository(EntityManager entities) {
    this.entities = entities;
  }

  Optional<ModelVersion> find(UUID id) {
    return Optional.ofNullable(entities.find(ModelVersion.class, id));
  }

  Optional<ModelVersion> ofDigest(String digest) {
    return entities
        .createQuery("from ModelVersion v where v.digest = :digest", ModelVersion.class)
        .setParameter("digest", digest)
        .getResultStream()
        .findFirst();
  }

  Optional<ModelVersion> oldest(String model) {
    return entities
        .createQuery(
            "from ModelVersion v where v.model = :model order by v.addedAt, v.id",
            ModelVersion.class)
        .setParameter("model", model)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  /** Adds a version, unless one of its digest is there; that one. */
  ModelVersion add(ModelVersion version) {
    entities
        .createNativeQuery("select pg_advisory_xact_lock(hashtext(:digest))")
        .setParameter("digest", version.digest)
        .getResultList();
    Optional<ModelVersion> known = ofDigest(version.digest);
    if (known.isPresent()) {
      return known.get();
    }
    entities.persist(version);
    entities.flush();
    return version;
  }

  /**
   * Versions, the newest first.
   *
   * @param model of one model, or null for all
   */
  List<ModelVersion> page(@Nullable String model, Cursor after, int most) {
    TypedQuery<ModelVersion> query =
        entities.createQuery(
            "from ModelVersion v where (v.addedAt, v.id) < (:at, :id)"
                + (model == null ? "" : " and v.model = :model")
                + " order by v.addedAt desc, v.id desc",
            ModelVersion.class);
    if (model != null) {
      query.setParameter("model", model);
    }
    return query
        .setParameter("at", after.at())
        .setParameter("id", after.id())
        .setMaxResults(most)
        .getResultList();
  }

  /** Sessions from before there were versions go on with the oldest one of their model. */
  void adopt(ModelVersion version) {
    entities
        .createNativeQuery(
            "update annotation_session set model_version = :version where model_version is null"
                + " and model_id = :model")
        .setParameter("version", version.id)
        .setParameter("model", version.model)
        .executeUpdate();
  }
}
