package io.deepgrow.app.erasure;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditSubject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.pacs.PacsSearch;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.app.upload.UploadService;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Erases one study: all its rows in one transaction, and after its commit the files and what is in
 * memory.
 */
@ApplicationScoped
class StudyErasure {

  /**
   * A study, and what only the PACS knows of it.
   *
   * @param series those that the PACS lists
   * @param segmentations SOP Instance UIDs of all DICOM SEGs that the PACS lists
   */
  record Concerned(
      String study, Set<FoundBy> foundBy, Set<String> series, Set<String> segmentations) {}

  /**
   * What is held.
   *
   * @param made SOP Instance UIDs of what was ever made here, by the audit trail
   */
  private record Found(
      StudyScope scope, List<HeldResult> results, Set<String> made, Map<String, Long> rows) {}

  private final StudyRows rows;
  private final PacsSearch pacs;
  private final SeriesSupply supply;
  private final UploadService uploads;
  private final ErasedTraces traces;
  private final AuditTrail audit;
  private final Clock clock;

  StudyErasure(
      StudyRows rows,
      PacsSearch pacs,
      SeriesSupply supply,
      UploadService uploads,
      ErasedTraces traces,
      AuditTrail audit,
      Clock clock) {
    this.rows = rows;
    this.pacs = pacs;
    this.supply = supply;
    this.uploads = uploads;
    this.traces = traces;
    this.audit = audit;
    this.clock = clock;
  }

  /** Asks the PACS what only it knows of a study. */
  Concerned look(String study, Set<FoundBy> foundBy) {
    StudyUid uid = new StudyUid(study);
    return new Concerned(study, foundBy, pacs.seriesOf(uid), pacs.segmentationsOf(uid));
  }

  /** Whether the PACS or anything here has ever heard of a study. */
  boolean isKnown(Concerned concerned) {
    Found found = find(concerned.study(), concerned.series());
    return !concerned.series().isEmpty()
        || !found.made().isEmpty()
        || found.rows().values().stream().anyMatch(n -> n > 0);
  }

  /**
   * What would be erased.
   *
   * @param counted series of volumes in memory that went with an earlier study, which an upload may
   *     say that it is of; takes those of this one
   */
  StudyReport count(Concerned concerned, Set<String> counted) {
    Found found = find(concerned.study(), concerned.series());
    Set<String> volumes = supply.remembered(concerned.study(), found.scope().series());
    volumes.removeAll(counted);
    counted.addAll(volumes);
    return report(concerned, found, files(found.scope()), volumes.size());
  }

  private Found find(String study, Set<String> series) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              StudyScope scope = rows.scope(study, series, false);
              return new Found(
                  scope, rows.results(scope, false), rows.everMade(scope), rows.count(scope));
            });
  }

  /**
   * Refuses what must not be erased now.
   *
   * @throws ApiException {@code erasure.sending}, {@code erasure.unsent}
   */
  void require(Concerned concerned, boolean discardUnsent) {
    require(find(concerned.study(), concerned.series()).results(), discardUnsent);
  }

  private void require(List<HeldResult> results, boolean discardUnsent) {
    List<UUID> inHand = inHand(results);
    long unsent = unsent(results);
    if (!inHand.isEmpty()) {
      throw new ApiException(
          ErrorCode.ERASURE_SENDING,
          "Results are on their way to the PACS at this moment: "
              + inHand
              + "; nothing of their study was erased, send the request again");
    }
    if (unsent > 0 && !discardUnsent) {
      throw new ApiException(
          ErrorCode.ERASURE_UNSENT,
          (unsent == 1 ? "1 result is" : unsent + " results are")
              + " not VERIFIED in the PACS and would be lost; nothing of their study was"
              + " erased. Wait for them, or send discardUnsent: true");
    }
  }

  private List<UUID> inHand(List<HeldResult> results) {
    Instant now = clock.instant();
    return results.stream().filter(r -> r.isInHand(now)).map(HeldResult::id).toList();
  }

  private static long unsent(List<HeldResult> results) {
    return results.stream().filter(r -> !r.isVerified()).count();
  }

  /**
   * Erases a study.
   *
   * @throws ApiException {@code erasure.sending}, {@code erasure.unsent}; nothing is erased then
   */
  StudyReport erase(Concerned concerned, boolean discardUnsent) {
    Found erased =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  StudyScope scope = rows.scope(concerned.study(), concerned.series(), true);
                  List<HeldResult> results = rows.results(scope, true);
                  require(results, discardUnsent);
                  Set<String> made = rows.everMade(scope);
                  Map<String, Long> deleted = rows.delete(scope);
                  traces.remember(audit.record(ErasedTraces.STUDY, new StudyUid(scope.study())));
                  scope.uploads().forEach(upload -> record(ErasedTraces.UPLOAD, upload, scope));
                  scope.sessions().forEach(session -> record(ErasedTraces.SESSION, session, scope));
                  return new Found(scope, results, made, deleted);
                });
    int files = files(erased.scope());
    int volumes = traces.forget(erased.scope());
    return report(concerned, erased, files, volumes);
  }

  /** Other replicas learn from it what to let go of. */
  private void record(String action, UUID id, StudyScope scope) {
    audit.record(action, new AuditSubject(id, scope.study(), ""));
  }

  private int files(StudyScope scope) {
    return scope.uploads().stream().mapToInt(uploads::files).sum();
  }

  private StudyReport report(Concerned concerned, Found found, int files, int volumes) {
    Set<String> made = new HashSet<>(found.made());
    found.results().forEach(result -> made.add(result.sop()));
    Set<String> inPacs = new TreeSet<>(concerned.segmentations());
    inPacs.retainAll(made);
    found.results().stream().filter(HeldResult::stored).map(HeldResult::sop).forEach(inPacs::add);
    Set<String> others = new TreeSet<>(concerned.segmentations());
    others.removeAll(inPacs);
    return new StudyReport(
        concerned.study(),
        concerned.foundBy(),
        found.rows(),
        files,
        volumes,
        unsent(found.results()),
        inHand(found.results()),
        List.copyOf(inPacs),
        others.size());
  }
}
