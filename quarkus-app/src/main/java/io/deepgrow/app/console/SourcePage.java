package io.deepgrow.app.console;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.sighting.Overdue;
import io.deepgrow.app.routing.sighting.SourceSettings;
import io.deepgrow.app.routing.sighting.SourceView;
import io.deepgrow.app.routing.sighting.StudySources;
import io.deepgrow.app.routing.sighting.Way;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How one PACS is watched for new studies. */
@Path("/console/studies/sources/{connection}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class SourcePage {

  private static final int MOST_SECONDS = 999_999;
  private static final int MOST_DAYS = 365;

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance source(Frame frame, SourceView source);
  }

  private final Frames frames;
  private final StudySources sources;
  private final AccessPolicy access;

  SourcePage(Frames frames, StudySources sources, AccessPolicy access) {
    this.frames = frames;
    this.sources = sources;
    this.access = access;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(UUID connection) {
    access.requireEverywhere(Role.OPERATOR);
    return page(connection, "");
  }

  private TemplateInstance page(UUID connection, String problem) {
    SourceView source = sources.get(new ConnectionId(connection));
    return Pages.source(
        frames.below(Frames.Place.STUDIES, "Studies of " + source.name(), "", problem), source);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response put(UUID connection, MultivaluedMap<String, String> sent) {
    access.requireEverywhere(Role.OPERATOR);
    return Forms.answer(
        () -> {
          Way way = FilterFields.constant(Way.class, sent.getFirst("way"));
          Overdue overdue = FilterFields.constant(Overdue.class, sent.getFirst("whenOverdue"));
          sources.put(
              connection,
              Forms.revision(sent.getFirst("revision")),
              new SourceSettings(
                  way == null ? Way.OFF : way,
                  Forms.number(sent.getFirst("quiet"), "The quiet time", MOST_SECONDS),
                  Forms.number(sent.getFirst("longest"), "The longest wait", MOST_SECONDS),
                  overdue == null ? Overdue.PROCEED : overdue,
                  Forms.number(sent.getFirst("window"), "The number of days", MOST_DAYS)));
          return URI.create(frames.base() + "console/studies" + Done.SOURCE_SET.query());
        },
        problem -> page(connection, problem));
  }
}
