package io.deepgrow.app.compat.monailabel.datastore;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The next image to label. */
@Path("/activelearning/{strategy}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label")
@Blocking
public class ActiveLearningResource {

  /**
   * An image to label.
   *
   * @param path of the original's server; clients open it when it exists on their own disk, so it
   *     is never one
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Sample(String id, String name, int weight, String path, String ext, boolean labelled) {}

  private final Datastore datastore;
  private final SecureRandom random = new SecureRandom();

  ActiveLearningResource(Datastore datastore) {
    this.datastore = datastore;
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Operation(summary = "The next image, those without a label first; {} when there is none")
  public Response next(String strategy) {
    Strategy chosen =
        Strategy.of(strategy)
            .orElseThrow(
                () ->
                    new ApiException(
                        ErrorCode.NOT_FOUND, "Strategies are " + List.of(Strategy.values())));
    List<DatastoreImage> images = datastore.images();
    List<DatastoreImage> open = images.stream().filter(i -> !i.isLabelled()).toList();
    List<DatastoreImage> from = open.isEmpty() ? images : open;
    if (from.isEmpty()) {
      return Response.ok(Map.of(), MediaType.APPLICATION_JSON_TYPE).build();
    }
    DatastoreImage image = chosen.choose(from, random);
    return Response.ok(
            new Sample(image.id(), image.id(), 1, "", image.suffix(), image.isLabelled()),
            MediaType.APPLICATION_JSON_TYPE)
        .build();
  }
}
