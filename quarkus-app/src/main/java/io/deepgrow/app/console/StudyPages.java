package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.sighting.ReportedBy;
import io.deepgrow.app.routing.sighting.ReportedStudies;
import io.deepgrow.app.routing.sighting.SightingSearch;
import io.deepgrow.app.routing.sighting.SightingState;
import io.deepgrow.app.routing.sighting.SightingView;
import io.deepgrow.app.routing.sighting.Sightings;
import io.deepgrow.app.routing.sighting.SourceView;
import io.deepgrow.app.routing.sighting.StudySources;
import io.deepgrow.dicom.DicomException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Studies that PACS have: which there are, what is known of one, and reporting some by hand. */
@Path("/console/studies")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class StudyPages {

  private static final int PAGE = 50;

  /**
   * The list.
   *
   * @param next where the next page is, or empty
   */
  record Listed(
      SightingSearch.Filter filter,
      List<SightingView> studies,
      Map<SightingState, Long> counts,
      List<SourceView> sources,
      String next,
      boolean filtered) {
    /** What the form offers. */
    public List<SightingState> states() {
      return List.of(SightingState.values());
    }

    public long seen() {
      return count(SightingState.SEEN);
    }

    public long decided() {
      return count(SightingState.DECIDED);
    }

    public long held() {
      return count(SightingState.HELD);
    }

    public long gone() {
      return count(SightingState.GONE);
    }

    private long count(SightingState state) {
      return counts.getOrDefault(state, 0L);
    }
  }

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance studies(Frame frame, Listed page);

    static native TemplateInstance study(Frame frame, SightingView study);
  }

  private final Frames frames;
  private final SightingSearch search;
  private final Sightings sightings;
  private final StudySources sources;
  private final AccessPolicy access;

  StudyPages(
      Frames frames,
      SightingSearch search,
      Sightings sightings,
      StudySources sources,
      AccessPolicy access) {
    this.frames = frames;
    this.search = search;
    this.sightings = sightings;
    this.sources = sources;
    this.access = access;
  }

  @GET
  @Operation(hidden = true)
  public Response list(
      @QueryParam("study") @Nullable String study,
      @QueryParam("state") @Nullable String state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("done") @Nullable String done) {
    access.requireEverywhere(Role.OPERATOR);
    SightingSearch.Filter filter =
        new SightingSearch.Filter(
            FilterFields.constant(SightingState.class, state), FilterFields.text(study));
    try {
      SightingSearch.SightingPage page = search.find(filter, Cursor.of(after), PAGE);
      return Response.ok(
              Pages.studies(
                  frames.of(Frames.Place.STUDIES, Done.text(done), ""),
                  listed(filter, page.sightings(), page.next())))
          .build();
    } catch (ApiException | DicomException e) {
      return Response.status(FilterFields.status(e))
          .entity(refused(filter, e.getMessage()))
          .build();
    }
  }

  private TemplateInstance refused(SightingSearch.Filter filter, @Nullable String problem) {
    return Pages.studies(
        frames.of(Frames.Place.STUDIES, "", String.valueOf(problem)),
        listed(filter, List.of(), null));
  }

  private Listed listed(
      SightingSearch.Filter filter, List<SightingView> found, @Nullable String next) {
    Links link =
        new Links(frames.base() + "console/studies")
            .with("study", filter.study())
            .with("state", filter.state());
    boolean filtered = link.toString().indexOf('?') > 0;
    return new Listed(
        filter,
        found,
        search.counts(),
        sources.list(),
        next == null ? "" : link.with("after", next).toString(),
        filtered);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response report(
      @FormParam("connection") @Nullable String connection,
      @FormParam("studies") @Nullable String studies) {
    access.requireEverywhere(Role.OPERATOR);
    return Forms.answer(
        () -> {
          ReportedStudies.ofText(Forms.text(studies))
              .forEach(study -> sightings.report(connection, study, ReportedBy.PERSON));
          return URI.create(frames.base() + "console/studies" + Done.STUDIES_REPORTED.query());
        },
        problem -> refused(new SightingSearch.Filter(null, null), problem));
  }

  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public Response one(UUID id, @QueryParam("done") @Nullable String done) {
    return shown(id, Done.text(done), "");
  }

  private Response shown(UUID id, String message, String problem) {
    access.requireEverywhere(Role.OPERATOR);
    return Forms.shown(
        () ->
            Pages.study(
                frames.below(
                    Frames.Place.STUDIES, "Study " + Texts.shortened(id), message, problem),
                search.get(id)),
        why -> refused(new SightingSearch.Filter(null, null), why));
  }

  @POST
  @Path("{id}/again")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response again(UUID id) {
    access.requireEverywhere(Role.OPERATOR);
    return Forms.answer(
        () -> {
          sightings.again(id);
          return URI.create(frames.base() + "console/studies/" + id + Done.STUDY_AGAIN.query());
        },
        problem -> refused(new SightingSearch.Filter(null, null), problem));
  }
}
