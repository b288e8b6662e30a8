package io.deepgrow.app.console;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.agreement.AgreementReports;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.review.ClickTimeLine;
import io.deepgrow.app.review.ReviewPictures;
import io.deepgrow.app.review.ReviewView;
import io.deepgrow.app.review.Reviews;
import io.deepgrow.app.session.ReviewState;
import io.deepgrow.app.viewer.ViewerConfig;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes the page of one review, which several forms come back to. */
@ApplicationScoped
class ReviewSheets {

  private static final Logger LOG = Logger.getLogger(ReviewSheets.class);

  /** A picture of a slice. */
  record Picture(String source, String caption) {}

  /** A click as a row. */
  record ClickRow(String after, ClickTimeLine.Made click) {}

  /**
   * The pictures of one slice.
   *
   * @param before where the slice before is, or empty
   * @param after where the one after is, or empty
   */
  record Slices(
      int k, String before, String after, ReviewPictures.Extent extent, List<Picture> pictures) {}

  /**
   * A review with all that is shown of it.
   *
   * @param slices null where they can't be shown now
   * @param comment what the form for it had in it
   * @param decides whether the reader reviews in this project
   * @param own whether the reader stored the result
   * @param viewer where the viewer shows the study, or empty
   */
  record Sheet(
      ReviewView review,
      String project,
      @Nullable Slices slices,
      ClickChart chart,
      List<ClickRow> clicks,
      List<AgreementReports.Pair> pairs,
      List<ReviewView> copies,
      boolean decides,
      boolean own,
      String viewer,
      String comment) {

    /** Whether somebody has to look at it. */
    public boolean awaited() {
      return review.state() == ReviewState.AWAITED;
    }

    /** Whether it could be the one of several copies that is sent. */
    public boolean choosable() {
      return decides
          && copies.size() > 1
          && copies.stream().noneMatch(ReviewView::lastWord)
          && (review.state() == ReviewState.ACCEPTED || (own && awaited()));
    }
  }

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance review(Frame frame, Sheet sheet);
  }

  private final Frames frames;
  private final Reviews reviews;
  private final ReviewPictures pictures;
  private final ClickTimeLine clicks;
  private final AgreementReports agreement;
  private final Projects projects;
  private final AccessPolicy access;
  private final CurrentCaller callers;
  private final ViewerConfig viewer;

  ReviewSheets(
      Frames frames,
      Reviews reviews,
      ReviewPictures pictures,
      ClickTimeLine clicks,
      AgreementReports agreement,
      Projects projects,
      AccessPolicy access,
      CurrentCaller callers,
      ViewerConfig viewer) {
    this.frames = frames;
    this.reviews = reviews;
    this.pictures = pictures;
    this.clicks = clicks;
    this.agreement = agreement;
    this.projects = projects;
    this.access = access;
    this.callers = callers;
    this.viewer = viewer;
  }

  /**
   * The page.
   *
   * @param k the slice to show; null for the middle of what is marked
   * @param comment what the form for it had in it
   */
  TemplateInstance page(
      UUID id, @Nullable Integer k, String message, String problem, String comment) {
    ReviewView review = reviews.get(id);
    boolean decides = access.mayIn(review.project(), Role.REVIEWER);
    List<ClickTimeLine.Made> made = clicks.of(review.sessionId(), review.createdAt());
    Instant first = made.isEmpty() ? review.createdAt() : made.get(0).at();
    String study =
        new Links(frames.base() + "deepgrow")
            .with("StudyInstanceUIDs", review.studyUid())
            .toString();
    Sheet sheet =
        new Sheet(
            review,
            projects.get(review.project()).name(),
            slices(id, k),
            ClickChart.of(made),
            made.stream().map(c -> new ClickRow(ClickChart.seconds(first, c), c)).toList(),
            decides ? agreement.ofReview(id) : List.of(),
            decides ? reviews.copies(id) : List.of(),
            decides,
            callers.get().name().equals(review.annotator()),
            viewer.enabled() ? study : "",
            comment);
    String title = "Review " + Texts.shortened(id);
    return Pages.review(frames.below(Frames.Place.REVIEWS, title, message, problem), sheet);
  }

  private @Nullable Slices slices(UUID id, @Nullable Integer requested) {
    ReviewPictures.Extent extent;
    try {
      extent = pictures.extent(id);
    } catch (RuntimeException e) {
      LOG.infof("no pictures of review %s: %s", id, e.toString());
      return null;
    }
    int last = extent.slices() - 1;
    int k = Math.max(0, Math.min(requested == null ? extent.middle() : requested, last));
    List<Picture> shown = new ArrayList<>();
    shown.add(picture(id, k, ReviewPictures.Show.RESULT, "What was stored"));
    if (extent.network()) {
      shown.add(picture(id, k, ReviewPictures.Show.NETWORK, "What the network had made"));
      shown.add(picture(id, k, ReviewPictures.Show.DIFFERENCE, "What the person changed"));
    }
    return new Slices(k, k > 0 ? at(id, k - 1) : "", k < last ? at(id, k + 1) : "", extent, shown);
  }

  private Picture picture(UUID id, int k, ReviewPictures.Show show, String caption) {
    return new Picture(
        new Links(path(id) + "/slice").with("k", k).with("show", show).toString(), caption);
  }

  private String at(UUID id, int k) {
    return new Links(path(id)).with("k", k) + "#slices";
  }

  private String path(UUID id) {
    return frames.base() + "console/reviews/" + id;
  }

  /** Where the page is, saying what was done. */
  URI at(UUID id, Done done) {
    return URI.create(path(id) + done.query());
  }
}
