package io.deepgrow.app.admin;

import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.connection.ConnectionChanges;
import io.deepgrow.app.connection.ConnectionSettings;
import io.deepgrow.app.connection.ConnectionView;
import io.deepgrow.app.connection.SecretField;
import io.deepgrow.app.connection.probe.ConnectionTrial;
import io.deepgrow.app.connection.probe.TestReport;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** The PACS that the service works with. */
@Path("/api/v1/admin/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: connections")
@Blocking
public class ConnectionResource {

  private static final String IF_MATCH = "If-Match";

  /** A connection to make. */
  public record NewConnection(
      @NotNull @Nullable String name, @Valid @NotNull @Nullable ConnectionSettings settings) {}

  /** Whether a connection may be used. */
  public record Enabled(@NotNull @Nullable Boolean enabled) {}

  /** Whether a made-up object is stored too. */
  public record Trial(@NotNull @Nullable Boolean store) {}

  /** A secret, which is never shown again. */
  public record Secret(@NotNull @Nullable String value) {
    /** Without the secret. */
    @Override
    public String toString() {
      return "Secret[]";
    }
  }

  private final ConnectionChanges changes;
  private final ConnectionTrial trial;
  private final AccessPolicy access;

  ConnectionResource(ConnectionChanges changes, ConnectionTrial trial, AccessPolicy access) {
    this.changes = changes;
    this.trial = trial;
    this.access = access;
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Operation(summary = "Connections to PACS, the configured one first")
  public List<ConnectionView> list() {
    access.requireEverywhere(Role.OPERATOR);
    return changes.list();
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Operation(summary = "Make a connection", description = "Its secrets are set afterwards")
  public Response create(@Valid @NotNull NewConnection request) {
    access.requireEverywhere(Role.ADMIN);
    ConnectionView made =
        changes.create(
            Objects.requireNonNull(request.name()), Objects.requireNonNull(request.settings()));
    return Response.created(URI.create("/api/v1/admin/connections/" + made.id()))
        .tag(Integer.toString(made.revision()))
        .entity(made)
        .build();
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Path("{id}")
  @Operation(summary = "A connection")
  public Response get(UUID id) {
    access.requireEverywhere(Role.OPERATOR);
    return tagged(changes.get(id));
  }

  private static Response tagged(ConnectionView connection) {
    return Response.ok(connection).tag(Integer.toString(connection.revision())).build();
  }

  @RolesAllowed(Roles.ADMIN)
  @PUT
  @Path("{id}")
  @Operation(summary = "Change the settings of a connection", description = "All but its name")
  public Response change(
      UUID id,
      @Valid @NotNull ConnectionSettings settings,
      @HeaderParam(IF_MATCH) @Nullable String seen) {
    access.requireEverywhere(Role.ADMIN);
    return tagged(changes.change(id, SeenRevision.revision(seen), settings));
  }

  @RolesAllowed(Roles.ADMIN)
  @PUT
  @Path("{id}/enabled")
  @Operation(
      summary = "Let a connection be used, or not",
      description = "While it is not, its sessions load nothing anew and its results wait")
  public Response enable(
      UUID id, @Valid @NotNull Enabled request, @HeaderParam(IF_MATCH) @Nullable String seen) {
    access.requireEverywhere(Role.ADMIN);
    return tagged(
        changes.enable(id, SeenRevision.revision(seen), Objects.requireNonNull(request.enabled())));
  }

  @RolesAllowed(Roles.ADMIN)
  @PUT
  @Path("{id}/secrets/{field}")
  @Operation(
      summary = "Set a secret of a connection",
      description = "password, bearer-token, client-secret or private-key; it is never shown again")
  public Response setSecret(
      UUID id,
      String field,
      @Valid @NotNull Secret secret,
      @HeaderParam(IF_MATCH) @Nullable String seen) {
    access.requireEverywhere(Role.ADMIN);
    return tagged(
        changes.setSecret(
            id,
            SeenRevision.revision(seen),
            SecretField.of(field),
            Objects.requireNonNull(secret.value())));
  }

  @RolesAllowed(Roles.ADMIN)
  @DELETE
  @Path("{id}/secrets/{field}")
  @Operation(summary = "Take a secret of a connection away")
  public Response removeSecret(
      UUID id, String field, @HeaderParam(IF_MATCH) @Nullable String seen) {
    access.requireEverywhere(Role.ADMIN);
    return tagged(changes.removeSecret(id, SeenRevision.revision(seen), SecretField.of(field)));
  }

  @RolesAllowed(Roles.ADMIN)
  @DELETE
  @Path("{id}")
  @Operation(
      summary = "Delete a connection with its secrets and the roles in it",
      description = "?confirm= its name. One that sessions or results name can only be disabled")
  public void delete(
      UUID id,
      @QueryParam("confirm") @DefaultValue("") String confirm,
      @HeaderParam(IF_MATCH) @Nullable String seen) {
    access.requireEverywhere(Role.ADMIN);
    changes.delete(id, SeenRevision.revision(seen), confirm);
  }

  @RolesAllowed(Roles.OPERATOR)
  @POST
  @Path("{id}/test")
  @Operation(
      summary = "Try a connection out, step by step",
      description =
          "TLS, token, search, retrieval, clocks, and storing a made-up object where requested")
  public TestReport test(UUID id, @Valid @NotNull Trial request) {
    access.requireEverywhere(Role.OPERATOR);
    return trial.run(id, Objects.requireNonNull(request.store()));
  }
}
