package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.connection.ConnectionChanges;
import io.deepgrow.app.connection.SecretField;
import io.deepgrow.app.connection.probe.ConnectionTrial;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One connection: its settings, its secrets, its test, its end. */
@Path("/console/connections/{id:[0-9a-fA-F-]+}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
public class ConnectionPage {

  private final ConnectionSheets sheets;
  private final ConnectionChanges connections;
  private final ConnectionTrial trial;
  private final AccessPolicy access;

  ConnectionPage(
      ConnectionSheets sheets,
      ConnectionChanges connections,
      ConnectionTrial trial,
      AccessPolicy access) {
    this.sheets = sheets;
    this.connections = connections;
    this.trial = trial;
    this.access = access;
  }

  @RolesAllowed(Roles.OPERATOR)
  @GET
  @Operation(hidden = true)
  public TemplateInstance page(UUID id, @QueryParam("done") @Nullable String done) {
    return sheets.page(id, Done.text(done));
  }

  @RolesAllowed(Roles.OPERATOR)
  @POST
  @Path("test")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response test(UUID id, @FormParam("store") @Nullable String store) {
    access.requireEverywhere(Role.OPERATOR);
    try {
      boolean stores = Forms.text(store).equals("true");
      return Response.ok(sheets.tested(id, trial.run(id, stores))).build();
    } catch (ApiException e) {
      return Forms.refused(e, problem -> sheets.refused(id, problem));
    }
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("settings")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response change(UUID id, MultivaluedMap<String, String> sent) {
    ConnectionForm form = ConnectionForm.of(sent);
    return answer(
        id,
        Done.CONNECTION_CHANGED,
        () -> connections.change(id, Forms.revision(form.get("revision")), form.settings()),
        problem -> sheets.refused(id, form, problem));
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("enabled")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response enable(
      UUID id,
      @FormParam("enabled") @Nullable String enabled,
      @FormParam("revision") @Nullable String revision) {
    boolean to = Forms.text(enabled).equals("true");
    return answer(
        id,
        to ? Done.CONNECTION_ENABLED : Done.CONNECTION_DISABLED,
        () -> connections.enable(id, Forms.revision(revision), to),
        problem -> sheets.refused(id, problem));
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("secrets")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response setSecret(
      UUID id,
      @FormParam("field") @Nullable String field,
      @FormParam("value") @Nullable String value,
      @FormParam("revision") @Nullable String revision) {
    String secret = value == null ? "" : value;
    return answer(
        id,
        Done.SECRET_SET,
        () ->
            connections.setSecret(
                id, Forms.revision(revision), SecretField.of(Forms.text(field)), secret),
        problem -> sheets.refused(id, problem));
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("secrets/remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response removeSecret(
      UUID id,
      @FormParam("field") @Nullable String field,
      @FormParam("revision") @Nullable String revision) {
    return answer(
        id,
        Done.SECRET_REMOVED,
        () ->
            connections.removeSecret(
                id, Forms.revision(revision), SecretField.of(Forms.text(field))),
        problem -> sheets.refused(id, problem));
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response delete(
      UUID id,
      @FormParam("confirm") @Nullable String confirm,
      @FormParam("revision") @Nullable String revision) {
    access.requireEverywhere(Role.ADMIN);
    return Forms.answer(
        () -> {
          Forms.requireConfirmed(confirm, connections.get(id).name());
          connections.delete(id, Forms.revision(revision), Forms.text(confirm));
          return sheets.all(Done.CONNECTION_DELETED);
        },
        problem -> sheets.refused(id, problem));
  }

  private Response answer(
      UUID id, Done done, Runnable deed, Function<String, TemplateInstance> again) {
    access.requireEverywhere(Role.ADMIN);
    return Forms.answer(
        () -> {
          deed.run();
          return sheets.at(id, done);
        },
        again);
  }
}
