package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.review.ReviewView;
import io.deepgrow.app.review.Reviews;
import io.deepgrow.app.session.ReviewState;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Reviews: those that somebody has to look at, one's own, those that went back. */
@Path("/console/reviews")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ANNOTATOR)
public class ReviewsPage {

  private static final int PAGE = 50;

  /** What a tab shows. */
  enum Tab {
    AWAITED("Awaited", ReviewState.AWAITED, false),
    MINE("Mine", null, true),
    RETURNED("Returned", ReviewState.RETURNED, false),
    ACCEPTED("Accepted", ReviewState.ACCEPTED, false),
    ALL("All", null, false);

    private final String title;
    private final @Nullable ReviewState state;
    private final boolean mine;

    Tab(String title, @Nullable ReviewState state, boolean mine) {
      this.title = title;
      this.state = state;
      this.mine = mine;
    }
  }

  /** A tab as a link. */
  record TabLink(String name, String link, boolean current) {}

  /**
   * The list.
   *
   * @param names of the projects, by their ids
   * @param project whose reviews alone are shown, or empty
   * @param next where the next page is, or empty
   */
  record Listed(
      List<TabLink> tabs,
      List<ReviewView> reviews,
      Map<UUID, String> names,
      String project,
      String next) {

    /** What a project is called. */
    public String name(UUID id) {
      return names.getOrDefault(id, id.toString());
    }
  }

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance reviews(Frame frame, Listed page);
  }

  private final Frames frames;
  private final Reviews reviews;
  private final Projects projects;

  ReviewsPage(Frames frames, Reviews reviews, Projects projects) {
    this.frames = frames;
    this.reviews = reviews;
    this.projects = projects;
  }

  @GET
  @Operation(hidden = true)
  public Response list(
      @QueryParam("show") @Nullable String show,
      @QueryParam("project") @Nullable String project,
      @QueryParam("after") @Nullable String after) {
    Tab named = FilterFields.constant(Tab.class, show);
    Tab tab = named == null ? Tab.AWAITED : named;
    try {
      UUID only = Forms.id(project);
      Reviews.ReviewPage page =
          reviews.find(new Reviews.Filter(tab.state, only, tab.mine), Cursor.of(after), PAGE);
      return Response.ok(
              Pages.reviews(
                  frames.of(Frames.Place.REVIEWS), listed(tab, only, page.reviews(), page.next())))
          .build();
    } catch (ApiException e) {
      return Response.status(e.code().status())
          .entity(
              Pages.reviews(
                  frames.of(Frames.Place.REVIEWS, "", String.valueOf(e.getMessage())),
                  listed(tab, null, List.of(), null)))
          .build();
    }
  }

  private Listed listed(
      Tab current, @Nullable UUID only, List<ReviewView> found, @Nullable String next) {
    List<TabLink> tabs =
        List.of(Tab.values()).stream()
            .map(tab -> new TabLink(tab.title, path(tab, only).toString(), tab == current))
            .toList();
    Map<UUID, String> names =
        found.stream()
            .map(ReviewView::project)
            .distinct()
            .collect(Collectors.toMap(Function.identity(), id -> projects.get(id).name()));
    return new Listed(
        tabs,
        found,
        names,
        only == null ? "" : projects.get(only).name(),
        next == null ? "" : path(current, only).with("after", next).toString());
  }

  private Links path(Tab tab, @Nullable UUID only) {
    return new Links(frames.base() + "console/reviews").with("show", tab).with("project", only);
  }
}
