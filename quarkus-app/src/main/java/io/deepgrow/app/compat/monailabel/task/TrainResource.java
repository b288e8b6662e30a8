package io.deepgrow.app.compat.monailabel.task;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Training that clients start, watch and stop. */
@Path("/train")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label: tasks")
@Blocking
public class TrainResource {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Training training;

  TrainResource(Training training) {
    this.training = training;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(
      summary = "The training task",
      description = "404 when none ever ran; with ?check_if_running=true when none is running.")
  public TaskView status(
      @QueryParam("check_if_running") @DefaultValue("false") boolean runningOnly) {
    Optional<TaskView> task = runningOnly ? training.running() : training.status();
    return task.orElseThrow(
        () -> new ApiException(ErrorCode.TASK_NOT_FOUND, "No training task is running"));
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @POST
  @Operation(summary = "Start training; {} when it is not configured")
  public Object start() {
    return training.start().map(Object.class::cast).orElse(Map.of());
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @POST
  @Path("{model}")
  @Operation(summary = "Start training of a trainer that /info/ lists")
  public Object start(String model) {
    boolean known = training.trainers().containsKey(model);
    if (!known && (!training.trainers().isEmpty() || !NAME.matcher(model).matches())) {
      throw new ApiException(
          ErrorCode.MODEL_NOT_FOUND, "Trainers are " + training.trainers().keySet());
    }
    return start();
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @DELETE
  @Operation(summary = "Stop training")
  public Object stop() {
    return training.cancel().map(Object.class::cast).orElse(Map.of());
  }
}
