package io.deepgrow.app.review;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.project.SettingsOfProjects;
import io.deepgrow.app.session.ReviewPlace;
import io.deepgrow.volume.grid.PatientPoint;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who may decide about which review. */
@ApplicationScoped
class ReviewRules {

  private static final int LONGEST_COMMENT = 2000;

  /** Controls but for line ends, and those that turn the reading direction. */
  private static final Pattern HIDDEN =
      Pattern.compile("[\\p{Cntrl}&&[^\r\n]]|[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]");

  private static final int MOST_SEGMENTS = 255;
  private static final int MOST_SLICES = 65_535;
  private static final double FARTHEST = 100_000;

  private final ReviewRepository reviews;
  private final SettingsOfProjects settings;
  private final AccessPolicy access;
  private final CurrentCaller callers;

  ReviewRules(
      ReviewRepository reviews,
      SettingsOfProjects settings,
      AccessPolicy access,
      CurrentCaller callers) {
    this.reviews = reviews;
    this.settings = settings;
    this.access = access;
    this.callers = callers;
  }

  /**
   * Lets the caller take a step, if the review is where it may follow.
   *
   * @throws ApiException {@code security.forbidden}, {@code review.decided}, {@code
   *     review.own_work}
   */
  void require(Review review, ReviewStep step) {
    access.requireProject(review.projectId, Role.REVIEWER);
    review.standing().after(step);
    if (settings.get(review.projectId).fourEyes() && workedOn(review)) {
      throw new ApiException(
          ErrorCode.REVIEW_OWN_WORK,
          "This project asks for four eyes: "
              + callers.get().name()
              + " worked on this result, and somebody else decides about it");
    }
  }

  /** Whoever stored the result or changed anything in its session has worked on it. */
  private boolean workedOn(Review review) {
    UUID account = callers.get().id();
    return Reviews.isMaker(review, callers.get())
        || (account != null && reviews.hasWorked(review.sessionId, account));
  }

  /**
   * Refuses what another reviewer has taken.
   *
   * @throws ApiException {@code review.of_another}
   */
  void requireFree(Review review) {
    Caller caller = callers.get();
    boolean mine =
        caller.id() == null
            ? review.reviewerId == null && review.reviewerName.equals(caller.name())
            : caller.id().equals(review.reviewerId);
    if (!review.reviewerName.isEmpty() && !mine) {
      throw new ApiException(
          ErrorCode.REVIEW_OF_ANOTHER,
          review.reviewerName + " has taken this review; claim it to decide in their place");
    }
  }

  /** A comment without blanks around it; {@code request.malformed}. */
  static String comment(String text) {
    String comment = text.strip();
    boolean shown = !HIDDEN.matcher(comment).find();
    if (comment.isEmpty() || comment.length() > LONGEST_COMMENT || !shown) {
      throw malformed("comment says what is wrong, in 1 to 2000 characters");
    }
    return comment;
  }

  /** Refuses places that are nowhere; {@code request.malformed}. */
  static void check(@Nullable ReviewPlace place) {
    if (place == null) {
      return;
    }
    Integer segment = place.segment();
    if (segment != null && (segment < 1 || segment > MOST_SEGMENTS)) {
      throw malformed("segment is the number of a segment, from 1 to 255");
    }
    Integer k = place.k();
    if (k != null && (k < 0 || k > MOST_SLICES)) {
      throw malformed("k is a slice, counted from 0");
    }
    PatientPoint point = place.patient();
    if (point != null && !(isNear(point.x()) && isNear(point.y()) && isNear(point.z()))) {
      throw malformed("patient is a point in LPS mm");
    }
  }

  private static boolean isNear(double millimetres) {
    return Math.abs(millimetres) <= FARTHEST;
  }

  private static ApiException malformed(String text) {
    return new ApiException(ErrorCode.BAD_REQUEST, text);
  }
}
