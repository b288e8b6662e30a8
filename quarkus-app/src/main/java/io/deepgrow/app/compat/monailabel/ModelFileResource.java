package io.deepgrow.app.compat.monailabel;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.PublishedModel;
import io.deepgrow.app.compat.PublishedModels;
import io.deepgrow.app.model.ModelService;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Files of models. Who runs the service puts them into a folder; nobody replaces by a call of a
 * client what others click with.
 */
@Path("/model")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label")
@Blocking
public class ModelFileResource {

  private final PublishedModels published;
  private final ModelService models;

  ModelFileResource(PublishedModels published, ModelService models) {
    this.published = published;
    this.models = models;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("info/{model}")
  @Operation(summary = "The checksum of a model's network")
  public Map<String, Object> info(String model) {
    PublishedModel found = published.require(model);
    return Map.of("checksum", "SHA256:" + models.require(found.modelId()).sha256());
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("{model}")
  @Operation(summary = "A model's file: not handed out, always 404")
  public Map<String, Object> file(String model) {
    published.require(model);
    throw new ApiException(
        ErrorCode.MODEL_NOT_FOUND,
        "Files of models are not handed out; /model/info/ has checksums");
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @PUT
  @Path("{model}")
  @Operation(summary = "Replace a model's file: always an error")
  public Map<String, Object> replace(String model) {
    throw unchangeable();
  }

  @RolesAllowed({Roles.OPERATOR, Roles.SERVICE})
  @DELETE
  @Path("{model}")
  @Operation(summary = "Remove a model's file: always an error")
  public Map<String, Object> remove(String model) {
    throw unchangeable();
  }

  private static ApiException unchangeable() {
    return new ApiException(
        ErrorCode.NOT_SERVED,
        "Models are changed in the folder deepgrow.models.dir of the service, not by clients");
  }
}
