package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.connection.ConnectionId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code sighting}. */
@Entity
@Table(name = "sighting")
class Sighting {

  @Id UUID id = new UUID(0, 0);

  @Column(name = "connection_id")
  @Nullable UUID connectionId;

  @Column(name = "study_uid")
  String studyUid = "";

  @Enumerated(EnumType.STRING)
  SightingState state = SightingState.SEEN;

  /** Empty before the first look. */
  String digest = "";

  @Column(name = "decided_digest")
  String decidedDigest = "";

  /** Of the study by keyword, as JSON. */
  String attributes = "{}";

  @Enumerated(EnumType.STRING)
  @Column(name = "reported_by")
  ReportedBy reportedBy = ReportedBy.PERSON;

  @Column(name = "said_complete")
  boolean saidComplete;

  /** Whether the rules had decided before, when they last did. */
  boolean late;

  /** How many instances a search has counted in it; absent where it was not searched for. */
  @Nullable Integer counted;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "waiting_since")
  Instant waitingSince = Instant.EPOCH;

  @Column(name = "changed_at")
  Instant changedAt = Instant.EPOCH;

  @Column(name = "next_look")
  Instant nextLook = Instant.EPOCH;

  @Column(name = "settled_at")
  @Nullable Instant settledAt;

  int looks;

  /** Looks that failed, one after the other. */
  int failures;

  String failure = "";

  /** Rises with each report; what a look before it has found does not count any more. */
  int turn;

  ConnectionId connection() {
    return ConnectionId.ofColumn(connectionId);
  }

  Settling.Before before() {
    return new Settling.Before(digest, changedAt, waitingSince, saidComplete);
  }
}
