package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.workitem.ItemState;
import io.deepgrow.app.routing.workitem.WorkitemSearch;
import io.deepgrow.app.routing.workitem.WorkitemView;
import io.deepgrow.app.routing.workitem.performer.PerformerView;
import io.deepgrow.app.routing.workitem.performer.Performers;
import io.deepgrow.dicom.DicomException;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Work items, and the worklists of which they are done. */
@Path("/console/routing/workitems")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class WorkitemsPage {

  private static final int PAGE = 50;

  /**
   * The list.
   *
   * @param performers of all connections; none for who is an operator in some studies only
   * @param next where the next page is, or empty
   */
  record Listed(
      WorkitemSearch.Filter filter,
      List<ItemState> states,
      List<PerformerView> performers,
      List<WorkitemView> items,
      String next) {}

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance workitems(Frame frame, Listed page);
  }

  private final Frames frames;
  private final WorkitemSearch search;
  private final Performers performers;
  private final CurrentCaller callers;

  WorkitemsPage(
      Frames frames, WorkitemSearch search, Performers performers, CurrentCaller callers) {
    this.frames = frames;
    this.search = search;
    this.performers = performers;
    this.callers = callers;
  }

  @GET
  @Operation(hidden = true)
  public Response list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("study") @Nullable String study,
      @QueryParam("after") @Nullable String after,
      @QueryParam("done") @Nullable String done) {
    try {
      WorkitemSearch.Filter filter =
          new WorkitemSearch.Filter(
              FilterFields.constant(ItemState.class, state), FilterFields.text(study));
      WorkitemSearch.WorkitemPage found = search.find(filter, Cursor.of(after), PAGE);
      return Response.ok(
              page(filter, found.workitems(), next(filter, found.next()), Done.text(done), ""))
          .build();
    } catch (ApiException | DicomException e) {
      return Response.status(FilterFields.status(e))
          .entity(
              page(WorkitemSearch.Filter.ALL, List.of(), "", "", String.valueOf(e.getMessage())))
          .build();
    }
  }

  private TemplateInstance page(
      WorkitemSearch.Filter filter,
      List<WorkitemView> items,
      String next,
      String message,
      String problem) {
    Caller caller = callers.get();
    List<PerformerView> all = caller.hasEverywhere(Role.OPERATOR) ? performers.list() : List.of();
    return Pages.workitems(
        frames.of(Frames.Place.WORKITEMS, message, problem),
        new Listed(filter, List.of(ItemState.values()), all, items, next));
  }

  private String next(WorkitemSearch.Filter filter, @Nullable String after) {
    return after == null
        ? ""
        : new Links(frames.base() + "console/routing/workitems")
            .with("state", filter.state())
            .with("study", filter.study())
            .with("after", after)
            .toString();
  }
}
