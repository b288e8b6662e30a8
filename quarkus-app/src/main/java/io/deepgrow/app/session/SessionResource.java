package io.deepgrow.app.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.event.EventStreams;
import io.deepgrow.app.idempotency.RequestKeys;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Annotation sessions. */
@Path("/api/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions")
@Blocking
public class SessionResource {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /**
   * What to work on.
   *
   * @param connection the name of the PACS that has it; absent for the configured one
   */
  public record OpenRequest(
      @NotNull @Nullable String studyUid,
      @NotNull @Nullable String seriesUid,
      @Nullable String modelId,
      @Nullable String connection) {}

  /**
   * Who gets a session.
   *
   * @param account name or id
   */
  public record Handover(@NotNull @Nullable String account) {}

  private final SessionService sessions;
  private final SessionHandover handover;
  private final SessionViews views;
  private final EventStreams streams;
  private final RequestKeys keys;

  SessionResource(
      SessionService sessions,
      SessionHandover handover,
      SessionViews views,
      EventStreams streams,
      RequestKeys keys) {
    this.sessions = sessions;
    this.handover = handover;
    this.views = views;
    this.streams = streams;
    this.keys = keys;
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Operation(
      summary = "Open a session on a series",
      description = "Loading begins at once; with ?wait=PT30S the answer waits for it.")
  public Response open(
      @Valid @NotNull OpenRequest request,
      @QueryParam("wait") @Nullable String wait,
      @HeaderParam(RequestKeys.HEADER) @Nullable String key) {
    Optional<Duration> time = duration(wait);
    SessionKey session =
        sessions.open(
            new StudyUid(String.valueOf(request.studyUid())),
            new SeriesUid(String.valueOf(request.seriesUid())),
            request.modelId(),
            request.connection(),
            keys.of(SessionService.REQUESTS, "open", request, key));
    time.ifPresent(t -> sessions.await(session.id(), t));
    return Response.created(URI.create("/api/v1/sessions/" + session.id()))
        .entity(sessions.view(session.id(), views::of))
        .build();
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(
      summary = "Find sessions, the newest first",
      description = "With ?mine=true only those that the caller owns")
  public List<SessionViews.SessionView> list(
      @QueryParam("mine") @DefaultValue("false") boolean mine,
      @QueryParam("seriesUid") @Nullable String seriesUid,
      @QueryParam("state") @Nullable SessionState state,
      @QueryParam("page") @DefaultValue("0") int page) {
    if (page < 0 || page > 1_000_000) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "page counts from 0");
    }
    String series =
        seriesUid == null || seriesUid.isEmpty() ? null : new SeriesUid(seriesUid).value();
    return sessions.list(mine, series, state, page, views::of);
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("{id}")
  @Operation(summary = "A session and how far it is", description = "?wait=PT10S waits for READY")
  public SessionViews.SessionView get(UUID id, @QueryParam("wait") @Nullable String wait) {
    duration(wait).ifPresent(t -> sessions.await(id, t));
    return sessions.view(id, views::of);
  }

  private static Optional<Duration> duration(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      Duration requested = Duration.parse(text);
      if (!requested.isNegative()) {
        return Optional.of(requested.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : requested);
      }
    } catch (DateTimeException e) {
      // answered below
    }
    throw new ApiException(ErrorCode.BAD_REQUEST, "wait is a duration from 0 on, such as PT10S");
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @POST
  @Path("{id}/handover")
  @Operation(
      summary = "Hand a session over to somebody else",
      description = "For its owner and for reviewers; who gets it is an ANNOTATOR of the study")
  public SessionViews.SessionView handOver(UUID id, @Valid @NotNull Handover request) {
    handover.handOver(id, Objects.requireNonNull(request.account()));
    return sessions.view(id, views::of);
  }

  @RolesAllowed(Roles.ANNOTATOR)
  @DELETE
  @Path("{id}")
  @Operation(summary = "Close a session; its history stays")
  public void close(UUID id) {
    sessions.close(id);
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Path("{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "What happens in a session, as server-sent events",
      description =
          "Each has a number as its id; who connects again with Last-Event-ID gets what came"
              + " meanwhile. A gap says that some are no longer kept: look at the session anew.")
  public Multi<OutboundSseEvent> events(
      UUID id, @HeaderParam("Last-Event-ID") @Nullable String last, @Context Sse sse) {
    sessions.require(id);
    return streams.of(id, last, sse);
  }
}
