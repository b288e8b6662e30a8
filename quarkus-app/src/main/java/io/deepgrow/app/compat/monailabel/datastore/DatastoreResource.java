package io.deepgrow.app.compat.monailabel.datastore;

import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.compat.answer.ClientAnswers;
import io.deepgrow.app.compat.form.ClientForm;
import io.deepgrow.app.compat.form.FormReader;
import io.deepgrow.app.compat.monailabel.label.LabelInfo;
import io.deepgrow.app.compat.protocol.InvalidFieldException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What there is to label, and images that join it. */
@Path("/datastore")
@Produces(MediaType.WILDCARD)
@Consumes(MediaType.WILDCARD)
@Tag(name = "MONAI Label: datastore")
@Blocking
public class DatastoreResource {

  private final Datastore datastore;
  private final DatastoreFiles files;
  private final LabelInfo infos;
  private final ImageInfos imageInfos;
  private final DatasetArchive archive;
  private final ClientAnswers answers;
  private final FormReader forms;

  DatastoreResource(
      Datastore datastore,
      DatastoreFiles files,
      LabelInfo infos,
      ImageInfos imageInfos,
      DatasetArchive archive,
      ClientAnswers answers,
      FormReader forms) {
    this.datastore = datastore;
    this.files = files;
    this.infos = infos;
    this.imageInfos = imageInfos;
    this.archive = archive;
    this.answers = answers;
    this.forms = forms;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(
      summary = "Images and labels",
      description = "output: stats (counts), all (every image with its labels), train (pairs)")
  public Response list(@QueryParam("output") @DefaultValue("stats") String output) {
    Object answer =
        switch (output) {
          case "stats", "" -> datastore.stats();
          case "all" -> all();
          case "train" -> train();
          default ->
              throw InvalidFieldException.query("output", "output is one of [stats, all, train]");
        };
    return json(answer);
  }

  private Map<String, Object> all() {
    Map<String, Object> objects = new LinkedHashMap<>();
    Map<String, JsonNode> known = imageInfos.all();
    for (DatastoreImage image : datastore.images()) {
      Map<String, Object> labels = new LinkedHashMap<>();
      image
          .labels()
          .forEach(
              (tag, label) ->
                  labels.put(
                      tag, Map.of("ext", LabelService.SUFFIX, "info", infos.read(label.info()))));
      objects.put(
          image.id(),
          Map.of(
              "image",
              Map.of("ext", image.suffix(), "info", known.getOrDefault(image.id(), infos.read(""))),
              "labels",
              labels));
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", "deepgrow-pacs");
    all.put("description", "CT series of the PACS, and uploads");
    // the original's folders; clients show them, and ours tells no paths
    all.put("images_dir", ".");
    all.put("labels_dir", "labels");
    all.put("objects", objects);
    return all;
  }

  private List<Map<String, String>> train() {
    return datastore.images().stream()
        .filter(DatastoreImage::isLabelled)
        .map(i -> Map.of("image", i.id(), "label", i.id()))
        .toList();
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("dataset")
  @Operation(
      summary = "Labelled images with their labels as a ZIP",
      description = "?limit_cases= so many images; 404 when none has a final label")
  public Response dataset(@QueryParam("limit_cases") @DefaultValue("0") int limit) {
    return answers.file(archive.make(limit, all()), "application/zip");
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @PUT
  @Operation(summary = "Add an image", description = "?image= its id, else that of the file name")
  public Response add(
      @QueryParam("image") @DefaultValue("") String id,
      @HeaderParam("Content-Type") @DefaultValue("") String type,
      InputStream body) {
    try (ClientForm form = forms.read(type, body)) {
      return json(Map.of("image", files.add(id, form)));
    }
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @DELETE
  @Operation(summary = "Remove an uploaded image and its labels; series of the PACS stay")
  public Response delete(@QueryParam("id") @DefaultValue("") String id) {
    files.delete(id);
    return json(Map.of());
  }

  private static Response json(Object entity) {
    return Response.ok(entity, MediaType.APPLICATION_JSON_TYPE).build();
  }
}
