package io.deepgrow.app.compat.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.PublishedModel;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.compat.protocol.ClientConfig;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.app.session.SessionState;
import io.deepgrow.app.upload.UploadService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which annotation sessions hold the clicks of which client. */
@ApplicationScoped
public class ClientWork {

  private static final String ADD =
      "insert into client_work (owner, series_uid, model, session_id, last_used_at)"
          + " values (:owner, :series, :model, :session, :now) on conflict do nothing";

  private final EntityManager entities;
  private final SessionService sessions;
  private final Duration wait;
  private final Clock clock;
  private final UploadService uploads;

  ClientWork(
      EntityManager entities,
      SessionService sessions,
      UploadService uploads,
      ClientConfig config,
      Clock clock) {
    this.uploads = uploads;
    this.entities = entities;
    this.sessions = sessions;
    this.wait = config.loadWait();
    this.clock = clock;
  }

  /**
   * The open annotation session of a client on an image with a model, opened first where there is
   * none. Requests at the same time, on any replica, get the same one.
   *
   * @param full a session that has no room, so that another is needed; null if there is none
   * @throws ApiException when the image does not load
   */
  public SessionKey session(
      String owner, ClientImage image, PublishedModel model, @Nullable UUID full) {
    ClientWorkRow.Key key = new ClientWorkRow.Key(owner, image.series().value(), model.name());
    Optional<SessionKey> known =
        QuarkusTransaction.requiringNew()
            .call(() -> find(key).map(this::used))
            .flatMap(id -> usable(id, model, full));
    return ready(image, known.orElseGet(() -> opened(key, image, model, full)));
  }

  /**
   * A row that is held until the transaction ends, so that no change of another is written over.
   */
  private Optional<ClientWorkRow> find(ClientWorkRow.Key key) {
    return Optional.ofNullable(
        entities.find(ClientWorkRow.class, key, LockModeType.PESSIMISTIC_WRITE));
  }

  private UUID used(ClientWorkRow row) {
    row.lastUsedAt = clock.instant();
    return row.sessionId;
  }

  private Optional<SessionKey> usable(UUID id, PublishedModel model, @Nullable UUID full) {
    SessionKey session = sessions.require(id);
    boolean works =
        switch (session.state()) {
          case READY, LOADING -> session.modelId().equals(model.modelId());
          case FAILED, CLOSED -> false;
        };
    return works && !id.equals(full) ? Optional.of(session) : Optional.empty();
  }

  /** Opens a session; who comes second to write its own down takes the first one's. */
  private SessionKey opened(
      ClientWorkRow.Key key, ClientImage image, PublishedModel model, @Nullable UUID full) {
    SessionKey mine = sessions.open(image.study(), image.series(), model.modelId());
    List<UUID> over = new ArrayList<>();
    SessionKey chosen =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  ClientWorkRow row = held(key, mine.id());
                  row.lastUsedAt = clock.instant();
                  if (row.sessionId.equals(mine.id())) {
                    return mine;
                  }
                  Optional<SessionKey> first = usable(row.sessionId, model, full);
                  over.add(first.isPresent() ? mine.id() : row.sessionId);
                  row.sessionId = first.map(SessionKey::id).orElse(mine.id());
                  return first.orElse(mine);
                });
    over.forEach(sessions::close);
    return chosen;
  }

  /** The row of a key, made with a session where there is none, held until the transaction ends. */
  private ClientWorkRow held(ClientWorkRow.Key key, UUID session) {
    entities
        .createNativeQuery(ADD)
        .setParameter("owner", key.owner())
        .setParameter("series", key.seriesUid())
        .setParameter("model", key.model())
        .setParameter("session", session)
        .setParameter("now", clock.instant().atOffset(ZoneOffset.UTC))
        .executeUpdate();
    return find(key)
        .orElseThrow(
            () -> new ApiException(ErrorCode.BUSY, "The image was let go of; send it again"));
  }

  private SessionKey ready(ClientImage image, SessionKey opened) {
    sessions.await(opened.id(), wait);
    SessionKey loaded = sessions.require(opened.id());
    if (loaded.state() == SessionState.FAILED) {
      ErrorCode code = sessions.failureCode(opened.id()).orElse(ErrorCode.SERIES_UNUSABLE);
      String why = sessions.failure(opened.id());
      if (!code.isPassing()) {
        // a file that is no image serves nobody; what was put into the datastore stays its owner's
        image.upload().filter(upload -> upload.name().isEmpty()).ifPresent(uploads::delete);
      }
      throw new ApiException(code, why);
    }
    return sessions.requireReady(opened.id());
  }

  /** Closes the annotation sessions of a client. */
  public void close(String owner) {
    close("r.key.owner = ?1", owner);
  }

  /** Closes the annotation sessions on a series that is about to go. */
  void closeSeries(String seriesUid) {
    close("r.key.seriesUid = ?1", seriesUid);
  }

  /** Closes the annotation sessions that nobody clicked in since. */
  void closeIdle(Instant since) {
    close("r.lastUsedAt < ?1", since);
  }

  private void close(String which, Object value) {
    List<UUID> ids =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  List<ClientWorkRow> rows =
                      entities
                          .createQuery("from ClientWorkRow r where " + which, ClientWorkRow.class)
                          .setParameter(1, value)
                          .getResultList();
                  rows.forEach(entities::remove);
                  return rows.stream().map(r -> r.sessionId).toList();
                });
    ids.forEach(sessions::close);
  }
}
