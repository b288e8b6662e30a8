package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.overview.ModelUse;
import io.deepgrow.app.registry.ModelVersions;
import io.deepgrow.app.registry.VersionView;
import io.deepgrow.model.ModelDescriptor;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The models that run here, what they were used for, all versions, and adding one. */
@Path("/console/models")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class ModelsPage {

  private static final int PAGE = 25;

  /**
   * A model.
   *
   * @param provider where it runs: CPU or CUDA; empty where it cannot be opened
   * @param active the version that new sessions begin with
   * @param use null when no session was opened with it
   */
  record Row(
      ModelDescriptor model,
      String provider,
      boolean standard,
      @Nullable VersionView active,
      ModelUse.@Nullable Use use) {}

  /** A model that sessions were opened with and that new ones can't name. */
  record Gone(String id, ModelUse.Use use) {}

  /**
   * What the page shows.
   *
   * @param next the link to older versions, or empty
   * @param admin whether who looks may upload
   */
  record Content(
      List<Row> models, List<Gone> gone, List<VersionView> versions, String next, boolean admin) {}

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance models(Frame frame, Content content);
  }

  private final Frames frames;
  private final ModelService models;
  private final ModelVersions versions;
  private final ModelUse use;
  private final ModelUpload upload;
  private final CurrentCaller callers;

  ModelsPage(
      Frames frames,
      ModelService models,
      ModelVersions versions,
      ModelUse use,
      ModelUpload upload,
      CurrentCaller callers) {
    this.frames = frames;
    this.models = models;
    this.versions = versions;
    this.use = use;
    this.upload = upload;
    this.callers = callers;
  }

  @GET
  @Operation(hidden = true)
  public Response page(@QueryParam("after") @Nullable String after) {
    try {
      return Response.ok(page(Cursor.of(after), "")).build();
    } catch (ApiException e) {
      return Forms.refused(e, problem -> page(Cursor.START, problem));
    }
  }

  private TemplateInstance page(Cursor after, String problem) {
    Map<String, ModelUse.Use> uses = new LinkedHashMap<>(use.byModel());
    String standard = models.require(null).id();
    List<Row> rows =
        models.models().stream()
            .map(
                m ->
                    new Row(
                        m,
                        provider(m.id()),
                        m.id().equals(standard),
                        versions.active(m.id()).orElse(null),
                        uses.remove(m.id())))
            .toList();
    List<Gone> gone =
        uses.entrySet().stream().map(e -> new Gone(e.getKey(), e.getValue())).toList();
    ModelVersions.VersionPage found = versions.list(null, after, PAGE);
    String next =
        found.next() == null
            ? ""
            : new Links(frames.base() + "console/models").with("after", found.next()).toString();
    boolean admin = callers.get().hasEverywhere(Role.ADMIN);
    return Pages.models(
        frames.of(Frames.Place.MODELS, "", problem),
        new Content(rows, gone, found.versions(), next, admin));
  }

  private String provider(String id) {
    return models.isOpen(id) ? models.provider(id).name() : "";
  }

  /** Adds the model of a form. */
  @POST
  @RolesAllowed(Roles.ADMIN)
  @Operation(hidden = true)
  public Response upload(@HeaderParam("Content-Type") @Nullable String type, InputStream body) {
    return Forms.answer(
        () -> {
          VersionView added = upload.add(Forms.text(type), body);
          return URI.create(
              frames.base() + "console/models/versions/" + added.id() + Done.MODEL_ADDED.query());
        },
        problem -> page(Cursor.START, problem));
  }
}
