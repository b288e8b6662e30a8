package io.deepgrow.app.session;

import io.deepgrow.app.access.StudyScope;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.connection.ConnectionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions in the database. */
@ApplicationScoped
class SessionRepository {

  static final int PAGE = 50;

  /** The sessions of who has no account are found by the name that they have in records. */
  private static final String NO_ACCOUNT = "(s.ownerId is null and s.ownerName = :owner)";

  private static final String ACCOUNT = "s.ownerId = :owner";

  private final EntityManager entities;

  SessionRepository(EntityManager entities) {
    this.entities = entities;
  }

  void add(AnnotationSession session) {
    entities.persist(session);
  }

  Optional<AnnotationSession> find(UUID id) {
    return Optional.ofNullable(entities.find(AnnotationSession.class, id));
  }

  /** A session whose row is held until the caller's transaction ends. */
  Optional<AnnotationSession> hold(UUID id) {
    return Optional.ofNullable(
        entities.find(AnnotationSession.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  /**
   * The newest first.
   *
   * @param hidden studies of which only the sessions of the caller are seen
   * @param mine whether of others too only those are
   */
  List<AnnotationSession> list(
      Optional<StudyScope> scope,
      Set<String> hidden,
      Caller caller,
      boolean mine,
      @Nullable String seriesUid,
      @Nullable SessionState state,
      int page) {
    StringBuilder query = new StringBuilder("from AnnotationSession s where 1 = 1");
    scope.ifPresent(
        those ->
            query
                .append(" and (s.studyUid in :studies or s.connectionId in :connections")
                .append(those.hasAll(ConnectionId.DEFAULT) ? " or s.connectionId is null)" : ")"));
    String own = caller.id() == null ? NO_ACCOUNT : ACCOUNT;
    if (mine) {
      query.append(" and ").append(own);
    } else if (!hidden.isEmpty()) {
      query.append(" and (s.studyUid not in :hidden or ").append(own).append(')');
    }
    if (seriesUid != null) {
      query.append(" and s.seriesUid = :series");
    }
    if (state != null) {
      query.append(" and s.state = :state");
    }
    TypedQuery<AnnotationSession> typed =
        entities.createQuery(
            query.append(" order by s.createdAt desc, s.id").toString(), AnnotationSession.class);
    scope.ifPresent(
        those ->
            typed
                .setParameter("studies", those.studies())
                .setParameter("connections", those.connections()));
    if (mine || !hidden.isEmpty()) {
      typed.setParameter("owner", Objects.requireNonNullElse((Object) caller.id(), caller.name()));
    }
    if (!mine && !hidden.isEmpty()) {
      typed.setParameter("hidden", hidden);
    }
    if (seriesUid != null) {
      typed.setParameter("series", seriesUid);
    }
    if (state != null) {
      typed.setParameter("state", state);
    }
    return typed.setFirstResult(page * PAGE).setMaxResults(PAGE).getResultList();
  }

  /** Makes a failed session one that loads; how many were. */
  int loadAgain(UUID id) {
    return entities
        .createQuery(
            "update AnnotationSession s set s.state = :loading, s.failureCode = null,"
                + " s.failureText = null where s.id = :id and s.state = :failed")
        .setParameter("loading", SessionState.LOADING)
        .setParameter("failed", SessionState.FAILED)
        .setParameter("id", id)
        .executeUpdate();
  }

  /** Sessions whose series was loaded once: their id, study and patient's digest. */
  List<Object[]> digests() {
    return entities
        .createQuery(
            "select s.id, s.studyUid, s.patientDigest from AnnotationSession s"
                + " where s.patientDigest is not null",
            Object[].class)
        .getResultList();
  }

  /** Sessions that were loading when the service stopped. */
  List<AnnotationSession> loading() {
    return entities
        .createQuery("from AnnotationSession s where s.state = :state", AnnotationSession.class)
        .setParameter("state", SessionState.LOADING)
        .getResultList();
  }
}
