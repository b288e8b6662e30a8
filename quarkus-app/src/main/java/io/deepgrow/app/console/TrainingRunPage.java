package io.deepgrow.app.console;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.registry.VersionView;
import io.deepgrow.app.training.Promotion;
import io.deepgrow.app.training.TrainingRuns;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One training run: how it is, its curves beside another's, ending it, taking it over. */
@Path("/console/training/{id}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class TrainingRunPage {

  private final TrainingSheets sheets;
  private final TrainingRuns runs;
  private final Promotion promotion;

  TrainingRunPage(TrainingSheets sheets, TrainingRuns runs, Promotion promotion) {
    this.sheets = sheets;
    this.runs = runs;
    this.promotion = promotion;
  }

  @GET
  @Operation(hidden = true)
  public Response page(
      UUID id,
      @QueryParam("with") @Nullable String with,
      @QueryParam("done") @Nullable String done) {
    return Forms.shown(
        () -> sheets.page(id, Forms.id(with), Done.text(done), ""),
        problem -> sheets.page(id, null, "", problem));
  }

  @POST
  @Path("cancellation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response cancel(UUID id, @FormParam("confirm") @Nullable String confirm) {
    return Forms.answer(
        () -> {
          Forms.requireConfirmed(confirm, Texts.shortened(id));
          runs.cancel(id);
          return sheets.at(id, Done.TRAINING_CANCELLED);
        },
        problem -> sheets.page(id, null, "", problem));
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("version")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response promote(
      UUID id,
      @FormParam("model") @Nullable String model,
      @FormParam("version") @Nullable String version,
      @FormParam("title") @Nullable String title,
      @FormParam("licence") @Nullable String licence) {
    return Forms.answer(
        () -> {
          VersionView added =
              promotion.promote(
                  id,
                  new Promotion.Naming(
                      Forms.text(model),
                      Forms.text(version),
                      Forms.text(title),
                      Forms.text(licence)));
          return sheets.version(added.id(), Done.MODEL_ADDED);
        },
        problem -> sheets.page(id, null, "", problem));
  }
}
