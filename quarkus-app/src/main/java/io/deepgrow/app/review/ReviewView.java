package io.deepgrow.app.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.session.ReviewPlace;
import io.deepgrow.app.session.ReviewState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A review as the API shows it.
 *
 * @param project the id of the project whose rule it is
 * @param annotator the name of the account that stored the result
 * @param reviewer the name of the account that has taken it; absent while nobody has
 * @param round counts a session's results from 1
 * @param sentBefore whether the result was sent before anybody looked at it
 * @param comment of who returned it
 * @param place what that is about
 * @param successorId the result that names the reviewer, where the one before was sent already
 * @param lastWord whether it is the project's last word on its study
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewView(
    UUID id,
    UUID project,
    UUID resultId,
    UUID sessionId,
    String studyUid,
    ReviewState state,
    int round,
    boolean sentBefore,
    String annotator,
    @Nullable String reviewer,
    @Nullable String comment,
    @Nullable ReviewPlace place,
    @Nullable UUID successorId,
    boolean lastWord,
    Instant createdAt,
    @Nullable Instant decidedAt) {

  static ReviewView of(Review row) {
    return new ReviewView(
        row.id,
        row.projectId,
        row.resultId,
        row.sessionId,
        row.studyUid,
        row.state,
        row.round,
        row.sentBefore,
        row.annotatorName,
        row.reviewerName.isEmpty() ? null : row.reviewerName,
        row.comment.isEmpty() ? null : row.comment,
        row.place(),
        row.successorId,
        row.lastWord,
        row.createdAt,
        row.decidedAt);
  }
}
