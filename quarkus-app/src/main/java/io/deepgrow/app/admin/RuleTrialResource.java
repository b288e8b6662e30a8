package io.deepgrow.app.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.decision.Decisions;
import io.deepgrow.app.routing.decision.RuleOutcome;
import io.deepgrow.app.routing.decision.RuleTrial;
import io.deepgrow.app.routing.dryrun.DryRunView;
import io.deepgrow.app.routing.dryrun.DryRuns;
import io.deepgrow.app.routing.rule.RuleDraft;
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
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What a rule said of studies, and would say. */
@Path("/api/v1/routing/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: rules")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class RuleTrialResource {

  /** What to try, on a sighting or on a study that is described. */
  public record RuleTry(
      @NotNull @Nullable JsonNode when,
      @Nullable JsonNode series,
      @JsonProperty("do") @NotNull @Nullable JsonNode actions,
      @Nullable Integer priority,
      @Nullable UUID sightingId,
      RuleTrial.@Nullable DescribedStudy study) {}

  /** What to try on which of the last studies. */
  public record NewDryRun(
      @Nullable UUID rule,
      @Nullable Integer version,
      @NotNull @Nullable Integer last,
      @Nullable Instant since) {}

  private final RuleTrial trial;
  private final DryRuns dryRuns;
  private final Decisions decisions;

  RuleTrialResource(RuleTrial trial, DryRuns dryRuns, Decisions decisions) {
    this.trial = trial;
    this.dryRuns = dryRuns;
    this.decisions = decisions;
  }

  @POST
  @Path("try")
  @Operation(
      summary = "Try what a rule would say of one study",
      description =
          "Of a sighting by its id, as if the study came just now, or of a study that is described."
              + " Nothing is done.")
  public RuleTrial.TriedRule tried(@Valid @NotNull RuleTry request) {
    RuleDraft draft =
        new RuleDraft(request.when(), request.series(), request.actions(), request.priority());
    UUID sighting = request.sightingId();
    RuleTrial.DescribedStudy study = request.study();
    if ((sighting == null) == (study == null)) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "Give sightingId or study, one of them");
    }
    return study == null
        ? trial.of(draft, Objects.requireNonNull(sighting))
        : trial.of(draft, study);
  }

  @POST
  @Path("dry-run")
  @Operation(
      summary = "Try a version on the last studies",
      description =
          "In the background: 202, and GET tells how far it is and which studies would have other"
              + " jobs than by the active rules. Without rule and version the active rules are"
              + " tried. Nothing is done.")
  public Response dryRun(@Valid @NotNull NewDryRun request) {
    DryRunView run =
        dryRuns.start(
            request.rule(),
            request.version(),
            Objects.requireNonNull(request.last()),
            request.since());
    return Response.accepted(run)
        .location(URI.create("/api/v1/routing/dry-runs/" + run.id()))
        .build();
  }

  @GET
  @Path("{id}/decisions")
  @Operation(summary = "What a rule said of studies, the newest first")
  public Decisions.DecisionPage ofRule(
      UUID id,
      @QueryParam("outcome") @Nullable RuleOutcome outcome,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return decisions.ofRule(id, outcome, Cursor.of(after), limit);
  }
}
