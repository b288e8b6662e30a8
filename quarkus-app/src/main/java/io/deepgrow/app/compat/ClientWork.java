package io.deepgrow.app.compat;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.protocol.ClientConfig;
import io.deepgrow.app.session.SessionKey;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.app.session.SessionState;
import io.deepgrow.app.upload.UploadService;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which annotation sessions hold the clicks of which client. */
@ApplicationScoped
public class ClientWork {

  private static final int STRIPES = 64;

  private final EntityManager entities;
  private final SessionService sessions;
  private final Duration wait;
  private final Clock clock;
  private final UploadService uploads;
  private final Object[] locks = new Object[STRIPES];

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
    for (int n = 0; n < STRIPES; n++) {
      locks[n] = new Object();
    }
  }

  /**
   * The open annotation session of a client on an image with a model, opened first where there is
   * none.
   *
   * @param fresh whether a new one is wanted in any case
   * @throws ApiException when the image does not load
   */
  public SessionKey session(String owner, ClientImage image, PublishedModel model, boolean fresh) {
    ClientWorkRow.Key key = new ClientWorkRow.Key(owner, image.series().value(), model.name());
    synchronized (locks[Math.floorMod(key.hashCode(), STRIPES)]) {
      Optional<SessionKey> known = fresh ? Optional.empty() : open(key, model);
      if (known.isPresent()) {
        return known.get();
      }
      SessionKey opened =
          ready(image, sessions.open(image.study(), image.series(), model.modelId()));
      QuarkusTransaction.requiringNew().run(() -> remember(key, opened.id()));
      return opened;
    }
  }

  private Optional<SessionKey> open(ClientWorkRow.Key key, PublishedModel model) {
    Optional<UUID> id =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  ClientWorkRow row = entities.find(ClientWorkRow.class, key);
                  if (row == null) {
                    return Optional.empty();
                  }
                  row.lastUsedAt = clock.instant();
                  return Optional.of(row.sessionId);
                });
    return id.map(sessions::require)
        .filter(s -> s.state() == SessionState.READY && s.modelId().equals(model.modelId()));
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

  private void remember(ClientWorkRow.Key key, UUID session) {
    ClientWorkRow row = entities.find(ClientWorkRow.class, key);
    if (row == null) {
      row = new ClientWorkRow();
      row.key = key;
      row.sessionId = session;
      row.lastUsedAt = clock.instant();
      entities.persist(row);
    } else {
      row.sessionId = session;
      row.lastUsedAt = clock.instant();
    }
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
