package io.deepgrow.app.console;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.connection.ConnectionChanges;
import io.deepgrow.app.connection.ConnectionView;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** All connections to PACS, and the form that makes one. */
@Path("/console/connections")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
public class ConnectionsPage {

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance connections(
        Frame frame, List<ConnectionView> connections, boolean admin);

    static native TemplateInstance connectionNew(Frame frame, ConnectionForm form);
  }

  private final Frames frames;
  private final ConnectionSheets sheets;
  private final ConnectionChanges connections;
  private final AccessPolicy access;
  private final CurrentCaller callers;

  ConnectionsPage(
      Frames frames,
      ConnectionSheets sheets,
      ConnectionChanges connections,
      AccessPolicy access,
      CurrentCaller callers) {
    this.frames = frames;
    this.sheets = sheets;
    this.connections = connections;
    this.access = access;
    this.callers = callers;
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Operation(hidden = true)
  public TemplateInstance page(@QueryParam("done") @Nullable String done) {
    access.requireEverywhere(Role.OPERATOR);
    return Pages.connections(
        frames.of(Frames.Place.CONNECTIONS, Done.text(done), ""),
        connections.list(),
        callers.get().hasEverywhere(Role.ADMIN));
  }

  @RolesAllowed(Roles.ADMIN)
  @GET
  @Path("new")
  @Operation(hidden = true)
  public TemplateInstance form() {
    return form(ConnectionForm.empty(), "");
  }

  private TemplateInstance form(ConnectionForm form, String problem) {
    access.requireEverywhere(Role.ADMIN);
    return Pages.connectionNew(
        frames.below(Frames.Place.CONNECTIONS, "A new connection", "", problem), form);
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response make(MultivaluedMap<String, String> sent) {
    access.requireEverywhere(Role.ADMIN);
    ConnectionForm form = ConnectionForm.of(sent);
    return Forms.answer(
        () ->
            sheets.at(
                connections.create(form.get("name"), form.settings()).id(), Done.CONNECTION_MADE),
        problem -> form(form, problem));
  }
}
