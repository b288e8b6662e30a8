package io.deepgrow.app.review;

import io.deepgrow.app.session.ReviewNote;
import io.deepgrow.app.session.ReviewPlace;
import io.deepgrow.app.session.ReviewState;
import io.deepgrow.volume.grid.PatientPoint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code review}. */
@Entity
@Table(name = "review")
class Review {

  @Id UUID id = new UUID(0, 0);

  @Column(name = "project_id")
  UUID projectId = new UUID(0, 0);

  @Column(name = "result_id")
  UUID resultId = new UUID(0, 0);

  @Column(name = "session_id")
  UUID sessionId = new UUID(0, 0);

  @Column(name = "study_uid")
  String studyUid = "";

  @Column(name = "annotator_id")
  @Nullable UUID annotatorId;

  @Column(name = "annotator_name")
  String annotatorName = "";

  /** Whether the result was sent before anybody looked at it. */
  @Column(name = "sent_before")
  boolean sentBefore;

  /** Counts a session's results from 1. */
  int round;

  @Enumerated(EnumType.STRING)
  ReviewState state = ReviewState.AWAITED;

  @Column(name = "reviewer_id")
  @Nullable UUID reviewerId;

  /** Empty while nobody has taken it. */
  @Column(name = "reviewer_name")
  String reviewerName = "";

  String comment = "";

  @Column(name = "place_segment")
  @Nullable Integer placeSegment;

  @Column(name = "place_k")
  @Nullable Integer placeK;

  @Column(name = "place_x")
  @Nullable Double placeX;

  @Column(name = "place_y")
  @Nullable Double placeY;

  @Column(name = "place_z")
  @Nullable Double placeZ;

  /** The result that names the reviewer, where that is another one. */
  @Column(name = "successor_id")
  @Nullable UUID successorId;

  /** Whether it is the project's last word on its study. */
  @Column(name = "final")
  boolean lastWord;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "decided_at")
  @Nullable Instant decidedAt;

  ReviewStanding standing() {
    return ReviewStanding.of(state);
  }

  void place(@Nullable ReviewPlace place) {
    if (place != null) {
      placeSegment = place.segment();
      placeK = place.k();
      PatientPoint point = place.patient();
      placeX = point == null ? null : (Double) point.x();
      placeY = point == null ? null : (Double) point.y();
      placeZ = point == null ? null : (Double) point.z();
    }
  }

  @Nullable ReviewPlace place() {
    PatientPoint point =
        placeX == null || placeY == null || placeZ == null
            ? null
            : new PatientPoint(placeX, placeY, placeZ);
    return placeSegment == null && placeK == null && point == null
        ? null
        : new ReviewPlace(placeSegment, placeK, point);
  }

  ReviewNote note() {
    return new ReviewNote(
        id,
        state,
        round,
        comment.isEmpty() ? null : comment,
        place(),
        reviewerName.isEmpty() ? null : reviewerName);
  }
}
