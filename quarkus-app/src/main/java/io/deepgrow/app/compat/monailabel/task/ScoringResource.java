package io.deepgrow.app.compat.monailabel.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.form.FormReader;
import io.deepgrow.app.compat.monailabel.datastore.DatastoreImage;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Scores of labels. */
@Path("/scoring")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label: tasks")
@Blocking
public class ScoringResource {

  private static final BackgroundTasks.Kind KIND = BackgroundTasks.Kind.SCORING;

  private final BackgroundTasks tasks;
  private final Scoring scoring;
  private final FormReader forms;

  ScoringResource(BackgroundTasks tasks, Scoring scoring, FormReader forms) {
    this.tasks = tasks;
    this.scoring = scoring;
    this.forms = forms;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(
      summary = "The scoring task",
      description = "404 when none ever ran; with ?check_if_running=true when none is running.")
  public TaskView status(
      @QueryParam("check_if_running") @DefaultValue("false") boolean runningOnly) {
    Optional<TaskView> task = runningOnly ? tasks.running(KIND) : tasks.status(KIND);
    return task.orElseThrow(
        () -> new ApiException(ErrorCode.TASK_NOT_FOUND, "No scoring task is running"));
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @POST
  @Operation(summary = "Score with all methods: dice")
  public TaskView start(
      @QueryParam("run_sync") @DefaultValue("false") boolean sync,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    return start(Scoring.METHOD, sync, type, body);
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @POST
  @Path("{method}")
  @Operation(
      summary = "Score the labels of all images",
      description =
          "dice compares the labels tagged y (final) and y_pred (original) of the JSON body; the"
              + " scores go into the info of the images. ?run_sync=true waits.")
  public TaskView start(
      String method,
      @QueryParam("run_sync") @DefaultValue("false") boolean sync,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    if (!method.equals(Scoring.METHOD)) {
      throw new ApiException(ErrorCode.NOT_FOUND, "Scoring methods are [" + Scoring.METHOD + "]");
    }
    try (ClientForm form = forms.read(type, body)) {
      JsonNode params = form.params();
      String tag = params.path("y").asText(DatastoreImage.FINAL);
      String predicted = params.path("y_pred").asText(DatastoreImage.ORIGINAL);
      return tasks.start(
          KIND,
          Map.of("method", method, "y", tag, "y_pred", predicted),
          progress -> scoring.score(tag, predicted, progress),
          sync);
    }
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @DELETE
  @Operation(summary = "Stop scoring")
  public Object stop() {
    return tasks.cancel(KIND).map(Object.class::cast).orElse(Map.of());
  }
}
