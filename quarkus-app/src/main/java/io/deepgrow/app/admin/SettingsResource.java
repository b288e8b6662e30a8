package io.deepgrow.app.admin;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.settings.Settings;
import io.deepgrow.app.support.SupportBundle;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The settings in effect, and all that somebody who helps needs to see. */
@Path("/api/v1/admin")
@Tag(name = "Admin: running it")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class SettingsResource {

  /** What the answer is. */
  public static final String ZIP = "application/zip";

  private final Settings settings;
  private final SupportBundle bundle;
  private final AccessPolicy access;

  SettingsResource(Settings settings, SupportBundle bundle, AccessPolicy access) {
    this.settings = settings;
    this.bundle = bundle;
    this.access = access;
  }

  @GET
  @Path("settings")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "The settings in effect on this replica",
      description = "Of secrets, only whether they are set")
  public List<Settings.Setting> settings(@QueryParam("q") @DefaultValue("") String text) {
    access.requireEverywhere(Role.OPERATOR);
    return settings.find(text);
  }

  @POST
  @Path("support-bundle")
  @Produces(ZIP)
  @Operation(
      summary = "What somebody who helps needs to see, as a ZIP archive",
      description = "Versions, settings without secrets, state, the last log lines, threads")
  public Response bundle() {
    byte[] made = bundle.make();
    return Response.ok(made, ZIP)
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + bundle.fileName() + "\"")
        .build();
  }
}
