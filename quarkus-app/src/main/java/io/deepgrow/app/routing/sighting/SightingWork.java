package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.connection.PacsClients;
import io.deepgrow.app.queue.Due;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.Next;
import io.deepgrow.app.queue.QueuedWork;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Looks at sighted studies until they have settled, and has the rules decide on them then. */
@ApplicationScoped
class SightingWork implements QueuedWork {

  static final Kind KIND = new Kind("sighting", Lane.IO);

  private static final Logger LOG = Logger.getLogger(SightingWork.class);
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 10;
  private static final int LOOKS_FOR_NOTHING = 3;

  /** What a look begins from. */
  private record Taken(Sighting sighting, SourceSettings settings) {}

  private final SightingRows rows;
  private final SourceRows sources;
  private final Sightings sightings;
  private final StudyDecider rules;
  private final PacsClients pacs;
  private final Clock clock;

  SightingWork(
      SightingRows rows,
      SourceRows sources,
      Sightings sightings,
      StudyDecider rules,
      PacsClients pacs,
      Clock clock) {
    this.rows = rows;
    this.sources = sources;
    this.sightings = sightings;
    this.rules = rules;
    this.pacs = pacs;
    this.clock = clock;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public List<Due> open() {
    return QuarkusTransaction.requiringNew().call(rows::open);
  }

  @Override
  public long dead() {
    return 0;
  }

  @Override
  public Next run(UUID id) {
    Optional<Taken> taken = QuarkusTransaction.requiringNew().call(() -> take(id));
    if (taken.isEmpty()) {
      return new Next.Done();
    }
    Sighting before = taken.get().sighting();
    Optional<Instant> quiet = pacs.quietUntil(before.connection());
    if (quiet.isPresent()) {
      return new Next.Again(quiet.get());
    }
    if (now().isBefore(before.nextLook)) {
      return new Next.Again(before.nextLook);
    }
    try {
      StudyLook look = new StudyLook(pacs.client(before.connection()));
      StudyUid study = new StudyUid(before.studyUid);
      StudyContent content = look.content(study);
      Settling.Step step = step(taken.get(), content);
      StudyContent seen =
          step instanceof Settling.Step.Decide ? look.detailed(study, content) : content;
      return QuarkusTransaction.requiringNew().call(() -> write(before, seen, step));
    } catch (ApiException | DicomWebException | DicomException e) {
      String reason = String.valueOf(e.getMessage());
      return QuarkusTransaction.requiringNew().call(() -> failed(before, reason));
    } catch (RuntimeException e) {
      LOG.errorf(e, "study of sighting %s could not be decided on", id);
      return QuarkusTransaction.requiringNew()
          .call(() -> failed(before, "The rules failed; the service's log has the reason"));
    }
  }

  private Optional<Taken> take(UUID id) {
    return rows.find(id)
        .filter(sighting -> sighting.state == SightingState.SEEN)
        .map(sighting -> new Taken(sighting, sources.of(sighting.connection()).settings()));
  }

  private Settling.Step step(Taken taken, StudyContent content) {
    Sighting before = taken.sighting();
    SourceSettings settings = taken.settings();
    return Settling.next(
        before.before(),
        content.digest(),
        before.decidedDigest,
        now(),
        Duration.ofSeconds(settings.quietSeconds()),
        Duration.ofSeconds(settings.longestWaitSeconds()),
        settings.whenOverdue() == null ? Overdue.PROCEED : settings.whenOverdue());
  }

  /** Writes down what a look has found, unless somebody has reported the study again since. */
  private Next write(Sighting before, StudyContent content, Settling.Step step) {
    Optional<Sighting> held = rows.hold(before.id);
    if (held.isEmpty()) {
      // erased meanwhile
      return new Next.Done();
    }
    Sighting sighting = held.get();
    Instant now = now();
    if (sighting.turn != before.turn) {
      return new Next.Again(now);
    }
    sighting.looks++;
    sighting.failures = 0;
    sighting.failure = "";
    if (content.isEmpty()) {
      return nothing(sighting, now);
    }
    sighting.attributes = rows.text(content.attributes());
    rows.put(sighting.id, content.series());
    if (!content.digest().equals(sighting.digest)) {
      sighting.digest = content.digest();
      sighting.changedAt = now;
    }
    if (step instanceof Settling.Step.Wait wait) {
      sighting.nextLook = wait.until();
      return new Next.Again(sighting.nextLook);
    }
    if (step instanceof Settling.Step.Hold) {
      sighting.state = SightingState.HELD;
      sighting.failure = "It still changed after the longest wait";
      return new Next.Done();
    }
    if (step instanceof Settling.Step.Decide) {
      sighting.settledAt = now;
      SightedStudy study = sightings.study(sighting);
      sighting.late = study.late();
      rules.decide(study);
      rows.decided(sighting.id);
      sighting.decidedDigest = sighting.digest;
    }
    sighting.state = SightingState.DECIDED;
    return new Next.Done();
  }

  /** A search may be behind what was reported, but not for ever. */
  private Next nothing(Sighting sighting, Instant now) {
    if (sighting.looks < LOOKS_FOR_NOTHING) {
      sighting.nextLook = now.plus(FIRST_WAIT);
      return new Next.Again(sighting.nextLook);
    }
    sighting.state = SightingState.GONE;
    sighting.failure = "The PACS does not find it";
    return new Next.Done();
  }

  private Next failed(Sighting before, String reason) {
    Optional<Sighting> held = rows.hold(before.id);
    if (held.isEmpty()) {
      return new Next.Done();
    }
    Sighting sighting = held.get();
    sighting.failures++;
    sighting.failure = reason.substring(0, Math.min(500, reason.length()));
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(MOST_DOUBLINGS, sighting.failures - 1));
    sighting.nextLook = now().plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    return new Next.Again(sighting.nextLook);
  }

  /** As the database keeps it. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
