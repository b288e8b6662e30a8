package io.deepgrow.app.upload;

import io.deepgrow.app.NameLock;
import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Uploads in the database; methods join the caller's transaction. */
@ApplicationScoped
class UploadRepository {

  private final EntityManager entities;
  private final AuditTrail audit;

  UploadRepository(EntityManager entities, AuditTrail audit) {
    this.audit = audit;
    this.entities = entities;
  }

  void add(UploadedVolume upload) {
    entities.persist(upload);
    audit.record("upload.added", subject(upload));
  }

  Optional<UploadedVolume> find(UUID id) {
    return Optional.ofNullable(entities.find(UploadedVolume.class, id));
  }

  Optional<UploadedVolume> bySeries(String seriesUid) {
    return one("seriesUid", seriesUid);
  }

  Optional<UploadedVolume> byName(String name) {
    return one("name", name);
  }

  Optional<UploadedVolume> byContent(String sha256) {
    return one("sha256", sha256);
  }

  private Optional<UploadedVolume> one(String field, String value) {
    return entities
        .createQuery(
            "from UploadedVolume u where u." + field + " = :value order by u.createdAt",
            UploadedVolume.class)
        .setParameter("value", value)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  List<UploadedVolume> named() {
    return entities
        .createQuery(
            "from UploadedVolume u where u.name is not null order by u.name", UploadedVolume.class)
        .getResultList();
  }

  List<UploadedVolume> expired(Instant now) {
    return all().stream().filter(u -> u.isExpired(now)).toList();
  }

  List<UploadedVolume> all() {
    return entities.createQuery("from UploadedVolume u", UploadedVolume.class).getResultList();
  }

  Set<UUID> ids() {
    return Set.copyOf(
        entities.createQuery("select u.id from UploadedVolume u", UUID.class).getResultList());
  }

  long bytes() {
    return entities
        .createQuery("select coalesce(sum(u.bytes), 0) from UploadedVolume u", Long.class)
        .getSingleResult();
  }

  void remove(UploadedVolume upload) {
    entities.remove(upload);
    audit.record("upload.deleted", subject(upload));
  }

  private static AuditSubject subject(UploadedVolume upload) {
    return new AuditSubject(upload.id, upload.studyUid, upload.seriesUid);
  }

  /** Lets one writer after the other have a name. */
  void holdName(String name) {
    NameLock.hold(entities, "upload/" + name);
  }

  /** Lets a later insert find what was removed gone. */
  void flush() {
    entities.flush();
  }
}
