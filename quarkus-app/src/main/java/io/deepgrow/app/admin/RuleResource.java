package io.deepgrow.app.admin;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.rule.RuleDraft;
import io.deepgrow.app.routing.rule.RuleView;
import io.deepgrow.app.routing.rule.Rules;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Rules of routing: their names, order, and whether they decide. */
@Path("/api/v1/routing/rules")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Routing: rules")
@RolesAllowed(Roles.OPERATOR)
@Blocking
public class RuleResource {

  /** A rule to make, with what its first version says. */
  public record NewRule(
      @NotNull @Nullable String name,
      @Valid @NotNull @Nullable RuleDraft version,
      @Nullable String comment) {}

  /** What to change; what is absent stays as it is. */
  public record RuleChange(
      @Nullable String name, @Nullable Boolean enabled, @Nullable Integer position) {}

  private final Rules rules;

  RuleResource(Rules rules) {
    this.rules = rules;
  }

  @GET
  @Operation(summary = "Rules in the order in which they are asked")
  public List<RuleView> list() {
    return rules.list();
  }

  @POST
  @Operation(
      summary = "Make a rule with its first version",
      description = "At the end of the list. It decides nothing before the version is activated.")
  public Response create(@Valid @NotNull NewRule request) {
    RuleView made =
        rules.create(
            Objects.requireNonNull(request.name()),
            Objects.requireNonNull(request.version()),
            Objects.requireNonNullElse(request.comment(), ""));
    return Response.created(URI.create("/api/v1/routing/rules/" + made.id()))
        .tag(Integer.toString(made.revision()))
        .entity(made)
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(summary = "A rule")
  public Response get(UUID id) {
    return tagged(rules.get(id));
  }

  @PUT
  @Path("{id}")
  @Operation(
      summary = "Rename, move, enable or disable a rule",
      description = "A rule that is disabled decides nothing; its versions stay.")
  public Response change(
      UUID id, @Valid @NotNull RuleChange request, @HeaderParam("If-Match") @Nullable String seen) {
    return tagged(
        rules.change(
            id,
            SeenRevision.revision(seen),
            request.name(),
            request.enabled(),
            request.position()));
  }

  static Response tagged(RuleView rule) {
    return Response.ok(rule).tag(Integer.toString(rule.revision())).build();
  }
}
