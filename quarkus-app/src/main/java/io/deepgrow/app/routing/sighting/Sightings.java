package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.queue.Urgency;
import io.deepgrow.app.queue.WorkQueue;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes reports that a PACS has a study; the same report any number of times is one sighting. */
@ApplicationScoped
public class Sightings implements SightedStudies {

  private final SightingRows rows;
  private final Connections connections;
  private final AccessPolicy access;
  private final WorkQueue queue;
  private final AuditTrail audit;
  private final Clock clock;

  Sightings(
      SightingRows rows,
      Connections connections,
      AccessPolicy access,
      WorkQueue queue,
      AuditTrail audit,
      Clock clock) {
    this.rows = rows;
    this.connections = connections;
    this.access = access;
    this.queue = queue;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Notes that a PACS has a study, or that something of it changed.
   *
   * @param complete whether whoever says so knows that it is complete
   * @param counted how many instances a search has found; null where nobody counted
   * @return the id of its sighting
   */
  public UUID report(
      ConnectionId connection,
      StudyUid study,
      ReportedBy by,
      boolean complete,
      @Nullable Integer counted) {
    return QuarkusTransaction.joiningExisting()
        .call(
            () -> {
              Instant now = now();
              Sighting sighting = rows.hold(connection, study.value(), by, now);
              if (counted != null) {
                sighting.counted = counted;
              }
              if (sighting.state != SightingState.SEEN) {
                sighting.state = SightingState.SEEN;
                sighting.waitingSince = now;
                sighting.saidComplete = false;
              }
              sighting.saidComplete |= complete;
              look(sighting, now);
              return sighting.id;
            });
  }

  /**
   * As {@link #report}, of somebody who names the PACS; on record.
   *
   * @param connection its name; null for the configured one
   * @throws ApiException {@code connection.not_found}, {@code connection.disabled}, {@code
   *     connection.role}, {@code security.forbidden} for a study in which the caller has no role
   */
  public UUID report(@Nullable String connection, StudyUid study, ReportedBy by) {
    ConnectionId source = connections.source(connection);
    if (!access.mayIn(source, study.value(), Role.OPERATOR)) {
      access.requireStudy(source, study.value(), Role.SERVICE);
    }
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              UUID id = report(source, study, by, false, null);
              audit.record("sighting.reported", study, object(id));
              return id;
            });
  }

  /**
   * Has a study looked at and decided on anew, whatever was decided; {@code sighting.not_found}.
   */
  public void again(UUID id) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Instant now = now();
              Sighting sighting = rows.hold(id).orElseThrow(() -> unknown(id));
              sighting.state = SightingState.SEEN;
              sighting.waitingSince = now;
              sighting.decidedDigest = "";
              sighting.failures = 0;
              look(sighting, now);
              audit.record("sighting.again", new StudyUid(sighting.studyUid), object(id));
            });
  }

  private void look(Sighting sighting, Instant now) {
    sighting.turn++;
    sighting.nextLook = now;
    if (!queue.enqueue(SightingWork.KIND, sighting.id, now, Urgency.LAST)) {
      queue.reschedule(SightingWork.KIND, sighting.id, now);
    }
  }

  /** As the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  static AuditObject object(UUID id) {
    return new AuditObject("sighting", id.toString());
  }

  static ApiException unknown(UUID id) {
    return new ApiException(ErrorCode.SIGHTING_NOT_FOUND, "There is no sighting " + id);
  }

  @Override
  public Optional<SightedStudy> find(UUID id) {
    return QuarkusTransaction.joiningExisting().call(() -> rows.find(id).map(this::study));
  }

  @Override
  public List<SightedStudy> last(int n, Instant since) {
    return QuarkusTransaction.joiningExisting()
        .call(() -> rows.settled(n, since).stream().map(this::study).toList());
  }

  /** As rules see it. */
  SightedStudy study(Sighting sighting) {
    boolean open = sighting.state == SightingState.SEEN;
    boolean late = open ? !sighting.decidedDigest.isEmpty() : sighting.late;
    List<SightedSeries> series =
        rows.series(sighting.id).stream()
            .map(
                row ->
                    new SightedSeries(
                        row.series().uid(),
                        row.series().modality(),
                        row.series().instances(),
                        row.series().attributes(),
                        row.series().derived(),
                        open ? row.series().instances() != row.decidedInstances() : row.fresh()))
            .toList();
    Instant settled = sighting.settledAt;
    return new SightedStudy(
        sighting.id,
        sighting.connection(),
        connections.name(sighting.connection()),
        sighting.studyUid,
        sighting.digest,
        rows.read(sighting.attributes),
        series,
        settled == null ? now() : settled,
        late);
  }
}
