package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.RecurringWork;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.orthanc.OrthancChanges;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the PACS that are watched, again and again, what is new. */
@ApplicationScoped
class SourceReading implements RecurringWork {

  private static final Kind KIND = new Kind("sources", Lane.IO);
  private static final int CHANGES_AT_ONCE = 500;
  private static final int MOST_PAGES = 20;

  private final SourceRows rows;
  private final Sightings sightings;
  private final StudySearch search;
  private final Connections connections;
  private final SightingConfig config;
  private final Clock clock;

  SourceReading(
      SourceRows rows,
      Sightings sightings,
      StudySearch search,
      Connections connections,
      SightingConfig config,
      Clock clock) {
    this.rows = rows;
    this.sightings = sightings;
    this.search = search;
    this.connections = connections;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Duration every() {
    return config.readEvery();
  }

  @Override
  public void run() {
    List<SourceRows.Row> watched = QuarkusTransaction.requiringNew().call(rows::watched);
    watched.forEach(this::read);
  }

  private void read(SourceRows.Row source) {
    ConnectionId connection = source.connection();
    if (connections.quietUntil(connection).isPresent()) {
      return;
    }
    try {
      if (source.settings().way() == Way.CHANGES) {
        changes(connection, source.watermark());
      } else {
        search.read(connection, source.settings().windowDays());
        done(connection, null);
      }
    } catch (ApiException | DicomWebException | DicomException | IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  rows.read(
                      connection,
                      null,
                      now(),
                      reason.substring(0, Math.min(500, reason.length()))));
    }
  }

  /** Reads the list of changes on; a PACS that nobody has read before is read from now on. */
  private void changes(ConnectionId connection, @Nullable Long watermark) {
    OrthancChanges changes = new OrthancChanges(connections.access(connection).config());
    long last = changes.last();
    // a list that is shorter than what was read of it is another list: the database was made anew
    long since = Optional.ofNullable(watermark).map(w -> w > last ? 0L : w).orElse(last);
    done(connection, since);
    for (int page = 0; page < MOST_PAGES; page++) {
      OrthancChanges.Page next = changes.since(since, CHANGES_AT_ONCE);
      next.studies()
          .forEach(
              each ->
                  sightings.report(
                      connection, each.study(), ReportedBy.CHANGES, each.stable(), null));
      // only now: a study is reported twice rather than never
      since = Math.max(since, next.last());
      done(connection, since);
      if (next.done()) {
        return;
      }
    }
  }

  private void done(ConnectionId connection, @Nullable Long watermark) {
    QuarkusTransaction.requiringNew().run(() -> rows.read(connection, watermark, now(), ""));
  }

  private Instant now() {
    return clock.instant();
  }
}
