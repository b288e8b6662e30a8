package io.deepgrow.app.compat.monailabel.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.PublishedModel;
import io.deepgrow.app.compat.PublishedModels;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.form.FormReader;
import io.deepgrow.app.compat.monailabel.datastore.DatastoreImage;
import io.deepgrow.app.compat.monailabel.datastore.LabelResource;
import io.deepgrow.app.compat.protocol.InvalidFieldException;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A model over many images. */
@Path("/batch/infer")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label: tasks")
@Blocking
public class BatchInferResource {

  private static final BackgroundTasks.Kind KIND = BackgroundTasks.Kind.BATCH_INFER;
  private static final List<String> IMAGES = List.of("all", "labeled", "unlabeled");

  private final BackgroundTasks tasks;
  private final BatchInference inference;
  private final PublishedModels models;
  private final FormReader forms;

  BatchInferResource(
      BackgroundTasks tasks, BatchInference inference, PublishedModels models, FormReader forms) {
    this.tasks = tasks;
    this.inference = inference;
    this.models = models;
    this.forms = forms;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(
      summary = "The task",
      description = "404 when none ever ran; with ?check_if_running=true when none is running.")
  public TaskView status(
      @QueryParam("check_if_running") @DefaultValue("false") boolean runningOnly) {
    Optional<TaskView> task = runningOnly ? tasks.running(KIND) : tasks.status(KIND);
    return task.orElseThrow(
        () -> new ApiException(ErrorCode.TASK_NOT_FOUND, "No batch inference is running"));
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @POST
  @Path("{model}")
  @Operation(
      summary = "Run a model over the images of the datastore",
      description =
          "?images= unlabeled, labeled or all. The JSON body has foreground and background for all"
              + " images, or clicks: {image id: {foreground, background, label}}; also label,"
              + " label_tag (original), max_batch_size. ?run_sync=true waits.")
  public TaskView start(
      String model,
      @QueryParam("images") @DefaultValue("all") String images,
      @QueryParam("run_sync") @DefaultValue("false") boolean sync,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    PublishedModel published = models.require(model);
    if (!IMAGES.contains(images)) {
      throw InvalidFieldException.query("images", "images is one of " + IMAGES);
    }
    try (ClientForm form = forms.read(type, body)) {
      JsonNode params = form.params();
      if (!params.path("clicks").isObject() && forms.clicks(form).clicks().isEmpty()) {
        throw InvalidFieldException.missing(
            "foreground", "Models here need clicks: foreground, or clicks by image id");
      }
      BatchInference.Batch batch =
          new BatchInference.Batch(
              published,
              images,
              LabelResource.tag(params.path("label_tag").asText(DatastoreImage.ORIGINAL)),
              params.path("max_batch_size").asInt(0),
              params);
      return tasks.start(
          KIND,
          Map.of("model", model, "images", images),
          progress -> inference.run(batch, progress),
          sync);
    }
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @DELETE
  @Operation(summary = "Stop after the image that is being done")
  public Object stop() {
    return tasks.cancel(KIND).map(Object.class::cast).orElse(Map.of());
  }
}
