package io.deepgrow.app.compat.session;

import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.upload.UploadConfig;
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

/** The sessions of clients; an expired one is as if it were not there. */
@ApplicationScoped
public class ClientSessions {

  private final EntityManager entities;
  private final UploadService uploads;
  private final ClientWork work;
  private final Duration longest;
  private final Clock clock;

  ClientSessions(
      EntityManager entities,
      UploadService uploads,
      ClientWork work,
      UploadConfig config,
      Clock clock) {
    this.entities = entities;
    this.uploads = uploads;
    this.work = work;
    this.longest = config.expiry();
    this.clock = clock;
  }

  /** The life that a client gets that asks for so many seconds; 0 or less is the longest. */
  public Duration expiry(long asked) {
    return asked <= 0 || asked > longest.toSeconds() ? longest : Duration.ofSeconds(asked);
  }

  public ClientSession open(ClientImage image, Duration expiry) {
    ClientSessionRow row = new ClientSessionRow();
    row.id = UUID.randomUUID();
    row.studyUid = image.study().value();
    row.seriesUid = image.series().value();
    row.createdAt = clock.instant();
    row.lastUsedAt = row.createdAt;
    row.expirySeconds = expiry.toSeconds();
    QuarkusTransaction.requiringNew().run(() -> entities.persist(row));
    return ClientSession.of(row);
  }

  /** A session that is there and has not expired. */
  public Optional<ClientSession> find(String id) {
    return uuid(id)
        .flatMap(uuid -> QuarkusTransaction.requiringNew().call(() -> live(uuid)))
        .map(ClientSession::of);
  }

  /** As {@link #find}, and counts its expiry, and that of its upload, from now. */
  public Optional<ClientSession> use(String id) {
    Optional<ClientSession> used =
        uuid(id)
            .flatMap(
                uuid ->
                    QuarkusTransaction.requiringNew()
                        .call(
                            () -> {
                              Optional<ClientSessionRow> row = live(uuid);
                              row.ifPresent(r -> r.lastUsedAt = clock.instant());
                              return row.map(ClientSession::of);
                            }));
    used.ifPresent(session -> uploads.touch(session.series().value()));
    return used;
  }

  private Optional<ClientSessionRow> live(UUID id) {
    Instant now = clock.instant();
    return Optional.ofNullable(entities.find(ClientSessionRow.class, id))
        .filter(row -> !row.isExpired(now));
  }

  /** Ends a session; its upload goes with the last session on it. */
  public Optional<ClientSession> delete(String id) {
    Optional<ClientSession> session = find(id);
    session.ifPresent(this::end);
    return session;
  }

  private void end(ClientSession session) {
    work.close(session.owner());
    boolean last =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  ClientSessionRow row = entities.find(ClientSessionRow.class, session.id());
                  if (row != null) {
                    entities.remove(row);
                    entities.flush();
                  }
                  return onSeries(session.series().value()) == 0;
                });
    if (last) {
      uploads
          .bySeries(session.series().value())
          .filter(upload -> upload.name().isEmpty())
          .ifPresent(
              upload -> {
                work.closeSeries(upload.seriesUid());
                uploads.delete(upload);
              });
    }
  }

  /** Ends all sessions on a series that is about to go, and closes what was clicked there. */
  public void endOn(String seriesUid) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                entities
                    .createQuery("delete from ClientSessionRow s where s.seriesUid = :series")
                    .setParameter("series", seriesUid)
                    .executeUpdate());
    work.closeSeries(seriesUid);
  }

  private long onSeries(String seriesUid) {
    return entities
        .createQuery(
            "select count(s) from ClientSessionRow s where s.seriesUid = :series", Long.class)
        .setParameter("series", seriesUid)
        .getSingleResult();
  }

  /** Ends the sessions whose time is over. */
  void endExpired() {
    Instant now = clock.instant();
    List<ClientSession> over =
        QuarkusTransaction.requiringNew()
            .call(
                () ->
                    entities
                        .createQuery("from ClientSessionRow s", ClientSessionRow.class)
                        .getResultStream()
                        .filter(row -> row.isExpired(now))
                        .map(ClientSession::of)
                        .toList());
    over.forEach(this::end);
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
