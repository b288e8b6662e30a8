package io.deepgrow.app.compat.monailabel.infer;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.PublishedModel;
import io.deepgrow.app.compat.PublishedModels;
import io.deepgrow.app.compat.StructureNames;
import io.deepgrow.app.compat.answer.ClientAnswers;
import io.deepgrow.app.compat.form.ClickLists;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.form.FormReader;
import io.deepgrow.app.compat.form.MaskForm;
import io.deepgrow.app.compat.image.ClientMasks;
import io.deepgrow.app.compat.protocol.InvalidFieldException;
import io.deepgrow.app.compat.session.ClientInference;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Clicks of MONAI Label's clients. */
@Path("/infer/{model}")
@Produces(MediaType.WILDCARD)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label")
@Blocking
public class InferResource {

  private static final List<String> OUTPUTS = List.of("", "all", "image", "json", "dicom_seg");

  private final FormReader forms;
  private final InferImages images;
  private final ClientInference inference;
  private final ClientMasks masks;
  private final PublishedModels models;
  private final StructureNames structures;
  private final SegAnswers segs;
  private final ClientAnswers answers;

  InferResource(
      FormReader forms,
      InferImages images,
      ClientInference inference,
      ClientMasks masks,
      PublishedModels models,
      StructureNames structures,
      SegAnswers segs,
      ClientAnswers answers) {
    this.forms = forms;
    this.images = images;
    this.inference = inference;
    this.masks = masks;
    this.models = models;
    this.structures = structures;
    this.segs = segs;
    this.answers = answers;
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Operation(
      summary = "The mask of a click list",
      description =
          "params: foreground, background [[i,j,k],...], label, slice, result_extension,"
              + " result_dtype, result_compress. The image is that of session_id, else a file part,"
              + " else image (Series Instance UID or name in the datastore). output: all (params"
              + " and mask), image, json or dicom_seg.")
  public Response infer(
      String model,
      @QueryParam("image") @DefaultValue("") String image,
      @QueryParam("session_id") @DefaultValue("") String session,
      @QueryParam("output") @DefaultValue("") String output,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    long start = System.nanoTime();
    if (!OUTPUTS.contains(output)) {
      throw InvalidFieldException.query("output", "output is all, image, json or dicom_seg");
    }
    try (ClientForm form = forms.read(type, body)) {
      PublishedModel published = models.require(model);
      JsonNode params = form.params();
      if (output.equals("dicom_seg") && !params.path("label_info").isArray()) {
        throw new ApiException(
            ErrorCode.LABEL_NOT_FOUND, "dicom_seg needs label_info with the segment's name");
      }
      ClickLists clicks = forms.clicks(form);
      InferImages.Asked asked = images.of(form, session, image);
      MaskForm wanted = MaskForm.of(params, asked.extension());
      String structure = structures.known(params.path("label").asText(""));
      ClientInference.Answer answer =
          inference.infer(
              new ClientInference.Caller(asked.owner(), structure),
              asked.image(),
              published,
              clicks);
      Map<String, Object> told =
          Map.of(
              "label_names",
              Map.of(),
              "centroids",
              Map.of(),
              "latencies",
              Map.of("total", (System.nanoTime() - start) / 1e9));
      return switch (output) {
        case "json" -> Response.ok(told, MediaType.APPLICATION_JSON_TYPE).build();
        case "dicom_seg" -> segs.answer(asked, published, answer.mask(), params);
        case "image" -> answers.file(masks.file(answer.mask(), asked.image(), structure, wanted));
        default ->
            answers.multipart(told, masks.file(answer.mask(), asked.image(), structure, wanted));
      };
    }
  }
}
