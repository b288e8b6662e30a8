package io.deepgrow.app.console;

import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.overview.Changes;
import io.deepgrow.app.overview.Overview;
import io.deepgrow.app.overview.OverviewService;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The first page of the console; who does not run the service is shown what they may do. */
@Path("/console")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class OverviewPage {

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance overview(
        Frame frame, Overview now, Chart clicks, long lastHour, double slowest, String base);

    static native TemplateInstance overviewLive(
        Overview now, Chart clicks, long lastHour, double slowest, String base);
  }

  private final Frames frames;
  private final OverviewService overview;
  private final CurrentCaller callers;
  private final Changes changes;

  OverviewPage(Frames frames, OverviewService overview, CurrentCaller callers, Changes changes) {
    this.frames = frames;
    this.overview = overview;
    this.callers = callers;
    this.changes = changes;
  }

  @GET
  @Operation(hidden = true)
  public Response page() {
    if (!callers.get().roles().contains(Role.OPERATOR)) {
      return Response.seeOther(URI.create(frames.base() + "console/me")).build();
    }
    Overview now = overview.now();
    return Response.ok(
            Pages.overview(
                frames.of(Frames.Place.OVERVIEW),
                now,
                chart(now),
                lastHour(now),
                slowest(now),
                frames.base()))
        .build();
  }

  /** What changes while the page is open. */
  @GET
  @Path("live")
  @RolesAllowed(Roles.OPERATOR)
  @Operation(hidden = true)
  public TemplateInstance live() {
    Overview now = overview.now();
    return Pages.overviewLive(now, chart(now), lastHour(now), slowest(now), frames.base());
  }

  /** Tells a page that something has changed; it then gets what it shows. */
  @GET
  @Path("live/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RolesAllowed(Roles.OPERATOR)
  @Operation(hidden = true)
  public Multi<OutboundSseEvent> events(@Context Sse sse) {
    return changes.all().map(n -> sse.newEventBuilder().name("change").data(n.toString()).build());
  }

  private static double slowest(Overview now) {
    return now.steps().stream()
        .mapToDouble(Overview.Step::p95Millis)
        .filter(millis -> !Double.isNaN(millis))
        .max()
        .orElse(0);
  }

  private static Chart chart(Overview now) {
    return Chart.of(now.clicks().stream().map(Overview.Minute::clicks).toList());
  }

  private static long lastHour(Overview now) {
    return now.clicks().stream().mapToLong(Overview.Minute::clicks).sum();
  }
}
