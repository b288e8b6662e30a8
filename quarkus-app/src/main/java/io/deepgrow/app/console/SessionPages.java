package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.session.SessionSearch;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.app.session.SessionState;
import io.deepgrow.dicom.DicomException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Sessions: which there are, what was done in one, and closing it. */
@Path("/console/sessions")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class SessionPages {

  private static final int PAGE = 50;

  /**
   * The list.
   *
   * @param next where the next page is, or empty
   */
  record Listed(
      SessionSearch.Filter filter,
      List<SessionSearch.SessionSummary> sessions,
      String next,
      boolean filtered) {
    /** What the form offers. */
    public List<SessionState> states() {
      return List.of(SessionState.values());
    }
  }

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance sessions(Frame frame, Listed page);

    static native TemplateInstance session(Frame frame, SessionSheet.Shown page);
  }

  private final Frames frames;
  private final SessionSearch search;
  private final SessionService sessions;
  private final SessionSheet sheet;

  SessionPages(Frames frames, SessionSearch search, SessionService sessions, SessionSheet sheet) {
    this.frames = frames;
    this.search = search;
    this.sessions = sessions;
    this.sheet = sheet;
  }

  @GET
  @Operation(hidden = true)
  public Response list(
      @QueryParam("study") @Nullable String study,
      @QueryParam("series") @Nullable String series,
      @QueryParam("state") @Nullable String state,
      @QueryParam("openedBy") @Nullable String openedBy,
      @QueryParam("model") @Nullable String model,
      @QueryParam("after") @Nullable String after) {
    SessionSearch.Filter filter =
        new SessionSearch.Filter(
            FilterFields.text(study),
            FilterFields.text(series),
            FilterFields.constant(SessionState.class, state),
            FilterFields.text(openedBy),
            FilterFields.text(model));
    try {
      SessionSearch.SessionPage page = search.find(filter, Cursor.of(after), PAGE);
      return Response.ok(
              Pages.sessions(
                  frames.of(Frames.Place.SESSIONS), listed(filter, page.sessions(), page.next())))
          .build();
    } catch (ApiException | DicomException e) {
      return Response.status(FilterFields.status(e))
          .entity(
              Pages.sessions(
                  frames.of(Frames.Place.SESSIONS, "", String.valueOf(e.getMessage())),
                  listed(filter, List.of(), null)))
          .build();
    }
  }

  private Listed listed(
      SessionSearch.Filter filter,
      List<SessionSearch.SessionSummary> found,
      @Nullable String next) {
    Links link =
        new Links(frames.base() + "console/sessions")
            .with("study", filter.study())
            .with("series", filter.series())
            .with("state", filter.state())
            .with("openedBy", filter.openedBy())
            .with("model", filter.model());
    boolean filtered = link.toString().indexOf('?') > 0;
    return new Listed(
        filter, found, next == null ? "" : link.with("after", next).toString(), filtered);
  }

  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public Response one(UUID id, @QueryParam("done") @Nullable String done) {
    return page(id, "closed".equals(done) ? "The session is closed." : "", "", 200);
  }

  private Response page(UUID id, String message, String problem, int status) {
    try {
      SessionSheet.Shown shown = sheet.of(sessions.require(id));
      Frame frame =
          frames.below(Frames.Place.SESSIONS, "Session " + shown.name(), message, problem);
      return Response.status(status).entity(Pages.session(frame, shown)).build();
    } catch (ApiException e) {
      return Response.status(e.code().status())
          .entity(
              Pages.sessions(
                  frames.of(Frames.Place.SESSIONS, "", String.valueOf(e.getMessage())),
                  listed(new SessionSearch.Filter(null, null, null, null, null), List.of(), null)))
          .build();
    }
  }

  @POST
  @Path("{id}/close")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response close(UUID id, @FormParam("confirm") @Nullable String confirm) {
    String name = SessionSheet.name(id);
    if (!name.equals(confirm == null ? "" : confirm.strip())) {
      return page(id, "", "Type " + name + " to close the session.", 400);
    }
    try {
      sessions.closeAs(Role.OPERATOR, id);
    } catch (ApiException e) {
      return page(id, "", String.valueOf(e.getMessage()), e.code().status());
    }
    return Response.seeOther(URI.create(frames.base() + "console/sessions/" + id + "?done=closed"))
        .build();
  }
}
