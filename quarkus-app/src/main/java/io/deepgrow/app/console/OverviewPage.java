package io.deepgrow.app.console;

import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.overview.Overview;
import io.deepgrow.app.overview.OverviewService;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The first page of the console; who does not run the service is shown what they may do. */
@Path("/console")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.VIEWER, Roles.AUDITOR})
public class OverviewPage {

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance overview(Frame frame, Overview now, Chart clicks, long lastHour);

    static native TemplateInstance overviewLive(Overview now, Chart clicks, long lastHour);
  }

  private final Frames frames;
  private final OverviewService overview;
  private final CurrentCaller callers;

  OverviewPage(Frames frames, OverviewService overview, CurrentCaller callers) {
    this.frames = frames;
    this.overview = overview;
    this.callers = callers;
  }

  @GET
  @Operation(hidden = true)
  public Response page() {
    if (!callers.get().roles().contains(Role.OPERATOR)) {
      return Response.seeOther(URI.create(frames.base() + "console/me")).build();
    }
    Overview now = overview.now();
    return Response.ok(
            Pages.overview(frames.of(Frames.Place.OVERVIEW), now, chart(now), lastHour(now)))
        .build();
  }

  /** What changes while the page is open. */
  @GET
  @Path("live")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(hidden = true)
  public TemplateInstance live() {
    Overview now = overview.now();
    return Pages.overviewLive(now, chart(now), lastHour(now));
  }

  private static Chart chart(Overview now) {
    return Chart.of(now.clicks().stream().map(Overview.Minute::clicks).toList());
  }

  private static long lastHour(Overview now) {
    return now.clicks().stream().mapToLong(Overview.Minute::clicks).sum();
  }
}
