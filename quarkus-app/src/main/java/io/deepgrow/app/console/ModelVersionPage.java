package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.registry.Activation;
import io.deepgrow.app.registry.ChangeState;
import io.deepgrow.app.registry.ChangeView;
import io.deepgrow.app.registry.ModelVersions;
import io.deepgrow.app.trial.ModelTrials;
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
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One version of a model: what it is, trials, and whether it answers. */
@Path("/console/models/versions/{id}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RolesAllowed(Roles.OPERATOR)
public class ModelVersionPage {

  private static final int MOST_SHARE = 99;

  private final VersionSheets sheets;
  private final ModelVersions versions;
  private final ModelTrials trials;
  private final Activation activation;

  ModelVersionPage(
      VersionSheets sheets, ModelVersions versions, ModelTrials trials, Activation activation) {
    this.sheets = sheets;
    this.versions = versions;
    this.trials = trials;
    this.activation = activation;
  }

  @GET
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public TemplateInstance page(UUID id, @QueryParam("done") @Nullable String done) {
    return sheets.page(id, Done.text(done), "");
  }

  @POST
  @Path("trials")
  @Operation(hidden = true)
  public Response startTrial(UUID id, @FormParam("session") @Nullable String session) {
    return answer(
        id,
        () -> {
          trials.start(id, Forms.id(session));
          return Done.TRIAL_STARTED;
        });
  }

  @POST
  @Path("activation")
  @Operation(hidden = true)
  public Response activate(
      UUID id,
      @FormParam("confirm") @Nullable String confirm,
      @FormParam("standard") @Nullable String standard) {
    return answer(
        id,
        () -> {
          requireConfirmed(confirm, sheets.name(id));
          return done(activation.activate(id, !Forms.text(standard).isEmpty()));
        });
  }

  @POST
  @Path("canary")
  @Operation(hidden = true)
  public Response canary(
      UUID id,
      @FormParam("confirm") @Nullable String confirm,
      @FormParam("share") @Nullable String share) {
    return answer(
        id,
        () -> {
          requireConfirmed(confirm, sheets.name(id));
          return done(activation.canary(id, Forms.number(share, "The share", MOST_SHARE)));
        });
  }

  private static Done done(ChangeView change) {
    return change.state() == ChangeState.REQUESTED ? Done.CHANGE_REQUESTED : Done.MODEL_CHANGED;
  }

  private static void requireConfirmed(@Nullable String typed, String name) {
    if (!Forms.text(typed).equals(name)) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "Type " + name + " to confirm it");
    }
  }

  @POST
  @Path("roll-back")
  @Operation(hidden = true)
  public Response rollBack(UUID id) {
    return answer(
        id,
        () -> {
          activation.rollBack(versions.get(id).model());
          return Done.ROLLED_BACK;
        });
  }

  @POST
  @Path("canary/stop")
  @Operation(hidden = true)
  public Response stopCanary(UUID id) {
    return answer(
        id,
        () -> {
          activation.stopCanary(versions.get(id).model());
          return Done.CANARY_STOPPED;
        });
  }

  @POST
  @Path("changes/{change}/approval")
  @Operation(hidden = true)
  public Response approve(UUID id, long change) {
    return answer(
        id,
        () -> {
          activation.approve(change);
          return Done.MODEL_CHANGED;
        });
  }

  @POST
  @Path("changes/{change}/withdrawal")
  @Operation(hidden = true)
  public Response withdraw(UUID id, long change) {
    return answer(
        id,
        () -> {
          activation.withdraw(change);
          return Done.CHANGE_WITHDRAWN;
        });
  }

  private Response answer(UUID id, Supplier<Done> deed) {
    return Forms.answer(() -> sheets.at(id, deed.get()), problem -> sheets.page(id, "", problem));
  }
}
