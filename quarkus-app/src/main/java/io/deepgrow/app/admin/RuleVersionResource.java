package io.deepgrow.app.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.rule.RuleActivation;
import io.deepgrow.app.routing.rule.RuleDraft;
import io.deepgrow.app.routing.rule.RuleVersionView;
import io.deepgrow.app.routing.rule.RuleVersions;
import io.deepgrow.app.routing.rule.RuleView;
import io.deepgrow.app.routing.rule.VersionDiff;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Versions of a rule, and which of them decides. */
@Path("/api/v1/routing/rules/{id}/versions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: rules")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class RuleVersionResource {

  private static final String IF_MATCH = "If-Match";

  /** What a new version says. */
  public record NewRuleVersion(
      @NotNull @Nullable JsonNode when,
      @Nullable JsonNode series,
      @JsonProperty("do") @NotNull @Nullable JsonNode actions,
      @Nullable Integer priority,
      @Nullable String comment) {}

  private final RuleVersions versions;
  private final RuleActivation activation;

  RuleVersionResource(RuleVersions versions, RuleActivation activation) {
    this.versions = versions;
    this.activation = activation;
  }

  @GET
  @Operation(summary = "Versions of a rule, the newest first")
  public RuleVersions.RuleVersionPage list(
      UUID id,
      @QueryParam("below") @DefaultValue("10000") int below,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    return versions.list(id, below, limit);
  }

  @POST
  @Operation(
      summary = "Add a version",
      description =
          "It is checked, and never changes again. What is wrong is named with its place, such as"
              + " when.all[2].value. It decides nothing before it is activated.")
  public Response add(
      UUID id,
      @Valid @NotNull NewRuleVersion request,
      @HeaderParam(IF_MATCH) @Nullable String seen) {
    RuleDraft draft =
        new RuleDraft(request.when(), request.series(), request.actions(), request.priority());
    RuleVersionView added =
        versions.add(
            id,
            SeenRevision.revision(seen),
            draft,
            Objects.requireNonNullElse(request.comment(), ""));
    return Response.created(
            URI.create("/api/v1/routing/rules/" + id + "/versions/" + added.number()))
        .entity(added)
        .build();
  }

  @GET
  @Path("{number}")
  @Operation(summary = "A version of a rule")
  public RuleVersionView get(UUID id, int number) {
    return versions.get(id, number);
  }

  @GET
  @Path("{number}/diff/{other}")
  @Operation(summary = "How two versions differ, place by place")
  public List<VersionDiff.RuleDifference> diff(UUID id, int number, int other) {
    return versions.diff(id, number, other);
  }

  @POST
  @Path("{number}/activate")
  @Operation(
      summary = "Have a version decide",
      description =
          "Where deepgrow.routing.second-person is set it is requested, and an admin who is another"
              + " person approves it. All that the version names has to be there still.")
  public Response activate(UUID id, int number, @HeaderParam(IF_MATCH) @Nullable String seen) {
    return tagged(activation.activate(id, number, SeenRevision.revision(seen)));
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("{number}/approve")
  @Operation(summary = "Approve a version that somebody else requested")
  public Response approve(UUID id, int number, @HeaderParam(IF_MATCH) @Nullable String seen) {
    return tagged(activation.approve(id, number, SeenRevision.revision(seen)));
  }

  @POST
  @Path("{number}/withdraw")
  @Operation(summary = "Take back the request that a version decides")
  public Response withdraw(UUID id, int number, @HeaderParam(IF_MATCH) @Nullable String seen) {
    return tagged(activation.withdraw(id, number, SeenRevision.revision(seen)));
  }

  private static Response tagged(RuleView rule) {
    return RuleResource.tagged(rule);
  }
}
