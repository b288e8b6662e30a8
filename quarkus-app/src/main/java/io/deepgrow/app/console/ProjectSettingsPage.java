package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.project.ProjectSettings;
import io.deepgrow.app.project.ReviewPolicy;
import io.deepgrow.app.project.SettingsOfProjects;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The form for what a project says about the work on its studies. */
@Path("/console/projects/{id}/settings")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMIN)
public class ProjectSettingsPage {

  private static final int ALL = 100;
  private static final int MOST_COPIES = 10;

  private final ProjectSheets sheets;
  private final SettingsOfProjects settings;

  ProjectSettingsPage(ProjectSheets sheets, SettingsOfProjects settings) {
    this.sheets = sheets;
    this.settings = settings;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response put(
      UUID id,
      @FormParam("review") @Nullable String review,
      @FormParam("samplePercent") @Nullable String percent,
      @FormParam("fourEyes") @Nullable String fourEyes,
      @FormParam("overlap") @Nullable String overlap,
      @FormParam("model") @Nullable String model,
      @FormParam("structures") @Nullable String structures,
      @FormParam("revision") @Nullable String revision) {
    return Forms.answer(
        () -> {
          ProjectSettings requested =
              new ProjectSettings(
                  StructureLines.of(Forms.text(structures)),
                  FilterFields.text(model),
                  policy(review),
                  Forms.number(percent, "The sample", ALL),
                  !Forms.text(fourEyes).isEmpty(),
                  Forms.number(overlap, "The number of people", MOST_COPIES),
                  0);
          settings.put(id, Forms.revision(revision), requested);
          return sheets.at(id, Done.PROJECT_SET);
        },
        problem -> sheets.refused(id, problem, ""));
  }

  private static ReviewPolicy policy(@Nullable String review) {
    ReviewPolicy policy = FilterFields.constant(ReviewPolicy.class, review);
    if (policy == null) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "Choose when results are reviewed");
    }
    return policy;
  }
}
