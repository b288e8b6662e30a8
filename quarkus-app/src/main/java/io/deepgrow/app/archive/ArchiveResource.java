package io.deepgrow.app.archive;

import io.deepgrow.app.archive.ArchiveService.Target;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** DICOMweb over the embedded archive (PS3.18): QIDO-RS, WADO-RS and STOW-RS. */
@Path("/dicom-web")
@Blocking
@Tag(name = "DICOMweb", description = "The embedded archive, when it is on")
public class ArchiveResource {

  private final EmbeddedArchive archive;

  @Inject
  ArchiveResource(EmbeddedArchive archive) {
    this.archive = archive;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies")
  public Response studies(@Context UriInfo uri) {
    return response(archive.service().searchStudies(query(uri), urls(uri)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/series")
  public Response allSeries(@Context UriInfo uri) {
    return response(archive.service().searchSeries(Target.of(), query(uri), urls(uri)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies/{study}/series")
  public Response series(@PathParam("study") String study, @Context UriInfo uri) {
    return response(archive.service().searchSeries(Target.of(study), query(uri), urls(uri)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies/{study}/instances")
  public Response studyInstances(@PathParam("study") String study, @Context UriInfo uri) {
    return response(archive.service().searchInstances(Target.of(study), query(uri), urls(uri)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies/{study}/series/{series}/instances")
  public Response instances(
      @PathParam("study") String study, @PathParam("series") String series, @Context UriInfo uri) {
    return response(
        archive.service().searchInstances(Target.of(study, series), query(uri), urls(uri)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies/{study}/metadata")
  public Response studyMetadata(@PathParam("study") String study) {
    return response(archive.service().metadata(Target.of(study)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies/{study}/series/{series}/metadata")
  public Response seriesMetadata(
      @PathParam("study") String study, @PathParam("series") String series) {
    return response(archive.service().metadata(Target.of(study, series)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies/{study}/series/{series}/instances/{instance}/metadata")
  public Response instanceMetadata(
      @PathParam("study") String study,
      @PathParam("series") String series,
      @PathParam("instance") String instance) {
    return response(archive.service().metadata(Target.of(study, series, instance)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies/{study}")
  public Response study(@PathParam("study") String study, @Context HttpHeaders headers) {
    return response(archive.service().retrieve(Target.of(study), accept(headers)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies/{study}/series/{series}")
  public Response oneSeries(
      @PathParam("study") String study,
      @PathParam("series") String series,
      @Context HttpHeaders headers) {
    return response(archive.service().retrieve(Target.of(study, series), accept(headers)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies/{study}/series/{series}/instances/{instance}")
  public Response instance(
      @PathParam("study") String study,
      @PathParam("series") String series,
      @PathParam("instance") String instance,
      @Context HttpHeaders headers) {
    return response(
        archive.service().retrieve(Target.of(study, series, instance), accept(headers)));
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("/studies/{study}/series/{series}/instances/{instance}/frames/{frames}")
  public Response frames(
      @PathParam("study") String study,
      @PathParam("series") String series,
      @PathParam("instance") String instance,
      @PathParam("frames") String frames,
      @Context HttpHeaders headers)
      throws IOException {
    return response(
        archive.service().frames(Target.of(study, series, instance), frames, accept(headers)));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("/studies")
  public Response store(InputStream body, @Context HttpHeaders headers, @Context UriInfo uri)
      throws IOException {
    return response(archive.service().store(Target.of(), contentType(headers), body, urls(uri)));
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("/studies/{study}")
  public Response storeInto(
      @PathParam("study") String study,
      InputStream body,
      @Context HttpHeaders headers,
      @Context UriInfo uri)
      throws IOException {
    return response(
        archive.service().store(Target.of(study), contentType(headers), body, urls(uri)));
  }

  private static Map<String, List<String>> query(UriInfo uri) {
    return uri.getQueryParameters();
  }

  private static ArchiveUrls urls(UriInfo uri) {
    return new ArchiveUrls(uri.getBaseUriBuilder().path("dicom-web").build().toString());
  }

  private static List<String> accept(HttpHeaders headers) {
    List<String> accept = headers.getRequestHeader(HttpHeaders.ACCEPT);
    return accept == null ? List.of() : accept;
  }

  private static String contentType(HttpHeaders headers) {
    String type = headers.getHeaderString(HttpHeaders.CONTENT_TYPE);
    return type == null ? "" : type;
  }

  private static Response response(ArchiveAnswer answer) {
    StreamingOutput body = out -> answer.body().writeTo(out);
    return Response.status(answer.status())
        .header(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .entity(body)
        .build();
  }
}
