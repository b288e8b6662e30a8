package io.deepgrow.app.compat.monailabel.datastore;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.answer.ClientAnswers;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.form.FormReader;
import io.deepgrow.app.compat.image.ClientImage;
import io.deepgrow.app.compat.image.ClientImages;
import io.deepgrow.app.compat.image.ImageFiles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
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
  private final ImageInfos infos;
  private final FormReader forms;
  private final ClientAnswers answers;

  ImageResource(
      ClientImages images,
      ImageFiles files,
      DatastoreFiles datastore,
      ImageInfos infos,
      FormReader forms,
      ClientAnswers answers) {
    this.images = images;
    this.files = files;
    this.datastore = datastore;
    this.infos = infos;
    this.forms = forms;
    this.answers = answers;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(summary = "An image: an upload as it came, a series of the PACS as NIfTI")
  public Response get(@QueryParam("image") @DefaultValue("") String image) {
    return answers.file(files.of(images.require(image)));
  }

  @RolesAllowed(Roles.VIEWER)
  @HEAD
  @Operation(
      summary = "Whether there is an image",
      description = "?check_sum= SHA256:hex of the file, or the hex alone")
  public Response has(
      @QueryParam("image") @DefaultValue("") String image,
      @QueryParam("check_sum") @DefaultValue("") String checkSum) {
    ClientImage found = images.require(image);
    if (!checkSum.isEmpty() && !files.matches(found, checkSum)) {
      throw new ApiException(ErrorCode.IMAGE_NOT_FOUND, "The image has another checksum");
    }
    return Response.ok().build();
  }

  @RolesAllowed(Roles.ANNOTATOR)
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

  @RolesAllowed(Roles.ANNOTATOR)
  @DELETE
  @Operation(summary = "Remove an uploaded image and its labels")
  public Response delete(@QueryParam("id") @DefaultValue("") String id) {
    datastore.delete(id);
    return json(Map.of());
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("info")
  @Operation(summary = "What clients keep with an image, and scores of its labels")
  public Response info(@QueryParam("image") @DefaultValue("") String image) {
    images.require(image);
    return json(infos.of(image));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @PUT
  @Path("info")
  @Operation(summary = "Keep something with an image", description = "info: a JSON object")
  public Response describe(
      @QueryParam("image") @DefaultValue("") String image,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    ClientImage described = images.require(image);
    try (ClientForm form = forms.read(type, body)) {
      return json(infos.merge(described, forms.object(form, "info")));
    }
  }

  private static Response json(Object entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
