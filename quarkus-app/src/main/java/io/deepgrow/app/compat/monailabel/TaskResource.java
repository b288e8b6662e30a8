package io.deepgrow.app.compat.monailabel;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Tasks that need a model without clicks, or one that scores: there is none here, so they never
 * run.
 */
@Path("/{task:scoring|batch/infer}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label: tasks")
public class TaskResource {

  @GET
  @Operation(summary = "The task: always 404, none ever ran")
  public Map<String, Object> status(String task) {
    throw new ApiException(ErrorCode.TASK_NOT_FOUND, "No task of " + task + " is running");
  }

  @POST
  @Operation(summary = "Start all: {} as there is nothing to start")
  public Map<String, Object> start(String task) {
    return Map.of();
  }

  @POST
  @Path("{name}")
  @Operation(summary = "Start one: an error that clients show")
  public Map<String, Object> start(String task, String name) {
    throw new ApiException(
        ErrorCode.NOT_SERVED, "Models here need clicks; " + task + " has nothing to run");
  }

  @DELETE
  @Operation(summary = "Stop: {} as nothing runs")
  public Map<String, Object> stop(String task) {
    return Map.of();
  }
}
