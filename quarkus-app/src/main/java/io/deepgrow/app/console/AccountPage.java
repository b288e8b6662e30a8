package io.deepgrow.app.console;

import io.deepgrow.app.account.Accounts;
import io.deepgrow.app.caller.Roles;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One account: its name, roles and password, and whether it is locked. */
@Path("/console/accounts/{id}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMIN)
public class AccountPage {

  private final AccountSheets sheets;
  private final Accounts accounts;
  private final RoleForms roles;

  AccountPage(AccountSheets sheets, Accounts accounts, RoleForms roles) {
    this.sheets = sheets;
    this.accounts = accounts;
    this.roles = roles;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(UUID id, @QueryParam("done") @Nullable String done) {
    return sheets.page(id, Done.text(done), "");
  }

  @POST
  @Path("name")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response rename(
      UUID id,
      @FormParam("displayName") @Nullable String displayName,
      @FormParam("revision") @Nullable String revision) {
    return answer(
        id,
        Done.RENAMED,
        () ->
            accounts.change(
                id, Forms.revision(revision), new Accounts.Change(Forms.text(displayName), null)));
  }

  @POST
  @Path("locked")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response lock(
      UUID id,
      @FormParam("locked") @Nullable String locked,
      @FormParam("revision") @Nullable String revision) {
    boolean to = Forms.text(locked).equals("true");
    return answer(
        id,
        to ? Done.LOCKED : Done.UNLOCKED,
        () -> accounts.change(id, Forms.revision(revision), new Accounts.Change(null, to)));
  }

  @POST
  @Path("password")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response password(UUID id, @FormParam("password") @Nullable String password) {
    return answer(
        id, Done.PASSWORD_SET, () -> accounts.setPassword(id, password == null ? "" : password));
  }

  @POST
  @Path("sign-out")
  @Operation(hidden = true)
  public Response signOut(UUID id) {
    return answer(id, Done.SIGNED_OUT, () -> accounts.signOutEverywhere(id));
  }

  @POST
  @Path("roles")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response give(
      UUID id,
      @FormParam("role") @Nullable String role,
      @FormParam("project") @Nullable String project,
      @FormParam("revision") @Nullable String revision) {
    return answer(
        id,
        Done.ROLE_GIVEN,
        () -> roles.give(id, Forms.revision(revision), Places.grant(role, project)));
  }

  @POST
  @Path("roles/remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response take(
      UUID id,
      @FormParam("role") @Nullable String role,
      @FormParam("project") @Nullable String project,
      @FormParam("revision") @Nullable String revision) {
    return answer(
        id,
        Done.ROLE_TAKEN,
        () -> roles.take(id, Forms.revision(revision), Places.grant(role, project)));
  }

  private Response answer(UUID id, Done done, Runnable deed) {
    return Forms.answer(
        () -> {
          deed.run();
          return sheets.at(id, done);
        },
        problem -> sheets.page(id, "", problem));
  }
}
