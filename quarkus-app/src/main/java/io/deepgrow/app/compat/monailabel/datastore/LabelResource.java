package io.deepgrow.app.compat.monailabel.datastore;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.answer.ClientAnswers;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.form.FormReader;
import io.deepgrow.app.compat.monailabel.label.LabelInfo;
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

/** Labels of images. */
@Path("/datastore")
@Produces(MediaType.WILDCARD)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label: datastore")
@Blocking
public class LabelResource {

  private final LabelService labels;
  private final LabelInfo infos;
  private final FormReader forms;
  private final ClientAnswers answers;

  LabelResource(LabelService labels, LabelInfo infos, FormReader forms, ClientAnswers answers) {
    this.labels = labels;
    this.infos = infos;
    this.forms = forms;
    this.answers = answers;
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @PUT
  @Path("label")
  @Operation(
      summary = "Save a label",
      description =
          "A labelmap (NIfTI, NRRD, MHA, label.bin) or DICOM SEG in the part 'label'. Of a series"
              + " in the PACS it becomes a DICOM SEG there.")
  public Response save(
      @QueryParam("image") @DefaultValue("") String image,
      @QueryParam("tag") @DefaultValue("") String tag,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    try (ClientForm form = forms.read(type, body)) {
      labels.save(image, tag(tag), form);
    }
    return json(Map.of("image", image, "label", image));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("label")
  @Operation(summary = "A label as a segmentation of Slicer (.seg.nrrd)")
  public Response get(
      @QueryParam("label") @DefaultValue("") String label,
      @QueryParam("tag") @DefaultValue("") String tag) {
    return answers.file(labels.file(label, tag(tag)));
  }

  @RolesAllowed(Roles.VIEWER)
  @HEAD
  @Path("label")
  @Operation(summary = "Whether there is a label")
  public Response has(
      @QueryParam("image") @DefaultValue("") String image,
      @QueryParam("label") @DefaultValue("") String label,
      @QueryParam("tag") @DefaultValue("") String tag) {
    labels.require(image.isEmpty() ? label : image, tag(tag));
    return Response.ok().build();
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @DELETE
  @Path("label")
  @Operation(summary = "Forget a label; a SEG in the PACS stays there")
  public Response delete(
      @QueryParam("id") @DefaultValue("") String id,
      @QueryParam("tag") @DefaultValue("") String tag) {
    labels.delete(id, tag(tag));
    return json(Map.of());
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("label/info")
  @Operation(summary = "What clients keep with a label")
  public Response info(
      @QueryParam("label") @DefaultValue("") String label,
      @QueryParam("tag") @DefaultValue("") String tag) {
    return json(infos.read(labels.require(label, tag(tag)).info()));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @PUT
  @Path("{route:label/info|updatelabelinfo}")
  @Operation(summary = "Replace what clients keep with a label")
  public Response describe(
      @QueryParam("label") @DefaultValue("") String label,
      @QueryParam("tag") @DefaultValue("") String tag,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    try (ClientForm form = forms.read(type, body)) {
      JsonNode info = forms.object(form, "info");
      labels.describe(label, tag(tag), info);
      return json(info);
    }
  }

  /** The tag of a label: the final one when none is named, cut to 64 characters. */
  public static String tag(String given) {
    String tag = given.isBlank() ? DatastoreImage.FINAL : given;
    return tag.substring(0, Math.min(64, tag.length()));
  }

  private static Response json(Object entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
