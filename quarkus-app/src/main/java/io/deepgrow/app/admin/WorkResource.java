package io.deepgrow.app.admin;

import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.result.Resending;
import io.deepgrow.app.result.ResultSearch;
import io.deepgrow.app.result.ResultState;
import io.deepgrow.app.session.SessionSearch;
import io.deepgrow.app.session.SessionService;
import io.deepgrow.app.session.SessionState;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Sessions and results of all, for those who run the service. */
@Path("/api/v1/admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: running it")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class WorkResource {

  /** Which refused results to send again: those that have this reason, as a whole. */
  public record Refused(@NotNull @Nullable String reason) {}

  private final SessionSearch sessions;
  private final SessionService service;
  private final ResultSearch results;
  private final Resending resending;

  WorkResource(
      SessionSearch sessions, SessionService service, ResultSearch results, Resending resending) {
    this.sessions = sessions;
    this.service = service;
    this.results = results;
    this.resending = resending;
  }

  @GET
  @Path("sessions")
  @Operation(summary = "Sessions of all, the newest first")
  public SessionSearch.SessionPage sessions(
      @QueryParam("studyUid") @Nullable String study,
      @QueryParam("seriesUid") @Nullable String series,
      @QueryParam("state") @Nullable SessionState state,
      @QueryParam("openedBy") @Nullable String openedBy,
      @QueryParam("modelId") @Nullable String model,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return sessions.find(
        new SessionSearch.Filter(study, series, state, openedBy, model), Cursor.of(after), limit);
  }

  @POST
  @Path("sessions/{id}/close")
  @Operation(
      summary = "Close somebody's session",
      description = "Its history stays; closing it again changes nothing")
  public void close(UUID id) {
    service.closeAs(Role.OPERATOR, id);
  }

  @GET
  @Path("results")
  @Operation(summary = "Results of all, the newest first")
  public ResultSearch.ResultPage results(
      @QueryParam("state") @Nullable ResultState state,
      @QueryParam("studyUid") @Nullable String study,
      @QueryParam("reason") @Nullable String reason,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return results.find(new ResultSearch.Filter(state, study, reason), Cursor.of(after), limit);
  }

  @POST
  @Path("results/{id}/resend")
  @Operation(
      summary = "Send a result again now",
      description =
          "One that waits is tried at once, one that is REJECTED becomes PENDING. The object keeps"
              + " its UIDs, and the PACS is asked for it before it is sent.")
  public void resend(UUID id) {
    resending.resend(id);
  }

  @POST
  @Path("results/resend")
  @Operation(
      summary = "Send all results again that were refused for one reason",
      description = "At most 200 at a time, the newest first; more says that others are left")
  public Resending.Resent resendAll(@Valid @NotNull Refused refused) {
    return resending.resendRejected(Objects.requireNonNull(refused.reason()));
  }
}
