package io.deepgrow.app.compat.monailabel;

import io.deepgrow.app.compat.ClientAnswers;
import io.deepgrow.app.compat.ClientForm;
import io.deepgrow.app.compat.ClientImages;
import io.deepgrow.app.compat.FormReader;
import io.deepgrow.app.compat.ImageFiles;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Images of the datastore. */
@Path("/datastore/image")
@Produces(MediaType.WILDCARD)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label: datastore")
@Blocking
public class ImageResource {

  private final ClientImages images;
  private final ImageFiles files;
  private final DatastoreFiles datastore;
  private final FormReader forms;
  private final ClientAnswers answers;

  ImageResource(
      ClientImages images,
      ImageFiles files,
      DatastoreFiles datastore,
      FormReader forms,
      ClientAnswers answers) {
    this.images = images;
    this.files = files;
    this.datastore = datastore;
    this.forms = forms;
    this.answers = answers;
  }

  @GET
  @Operation(summary = "An image: an upload as it came, a series of the PACS as NIfTI")
  public Response get(@QueryParam("image") @DefaultValue("") String image) {
    return answers.file(files.of(images.require(image)));
  }

  @HEAD
  @Operation(summary = "Whether there is an image")
  public Response has(@QueryParam("image") @DefaultValue("") String image) {
    images.require(image);
    return Response.ok().build();
  }

  @PUT
  @Operation(summary = "Add an image")
  public Response add(
      @QueryParam("image") @DefaultValue("") String id,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    try (ClientForm form = forms.read(type, body)) {
      return json(Map.of("image", datastore.add(id, form)));
    }
  }

  @DELETE
  @Operation(summary = "Remove an uploaded image and its labels")
  public Response delete(@QueryParam("id") @DefaultValue("") String id) {
    datastore.delete(id);
    return json(Map.of());
  }

  @GET
  @Path("info")
  @Operation(summary = "What is known of an image: nothing but that it is there")
  public Response info(@QueryParam("image") @DefaultValue("") String image) {
    images.require(image);
    return json(Map.of());
  }

  private static Response json(Object entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
