package io.deepgrow.app.console;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.settings.Settings;
import io.deepgrow.app.support.SupportBundle;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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

/** The settings in effect, to be searched, and the file for somebody who helps. */
@Path("/console/settings")
@Blocking
@ConsolePage
@RolesAllowed(Roles.OPERATOR)
public class SettingsPages {

  private static final String ZIP = "application/zip";

  /** A setting as a row; its origin in words. */
  record Row(Settings.Setting setting, String origin) {}

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance settings(Frame frame, List<Row> rows, String q);
  }

  private final Frames frames;
  private final Settings settings;
  private final SupportBundle bundle;
  private final AccessPolicy access;

  SettingsPages(Frames frames, Settings settings, SupportBundle bundle, AccessPolicy access) {
    this.frames = frames;
    this.settings = settings;
    this.bundle = bundle;
    this.access = access;
  }

  @GET
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public TemplateInstance page(@QueryParam("q") @DefaultValue("") String text) {
    if (access.scope(Role.OPERATOR).isPresent()) {
      return Pages.settings(
          frames.of(
              Frames.Place.SETTINGS,
              "",
              "Settings concern all studies, and you run the service in projects only."),
          List.of(),
          text);
    }
    List<Row> rows = settings.find(text).stream().map(s -> new Row(s, words(s.origin()))).toList();
    return Pages.settings(frames.of(Frames.Place.SETTINGS), rows, text);
  }

  private static String words(Settings.Origin origin) {
    return switch (origin) {
      case DEFAULT -> "default";
      case FILE -> "file";
      case ENVIRONMENT -> "environment";
      case SYSTEM_PROPERTY -> "system property";
      case OTHER -> "another source";
    };
  }

  @POST
  @Path("support-bundle")
  @Produces(ZIP)
  @Operation(hidden = true)
  public Response bundle() {
    byte[] made = bundle.make();
    return Response.ok(made, ZIP)
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + bundle.fileName() + "\"")
        .build();
  }
}
