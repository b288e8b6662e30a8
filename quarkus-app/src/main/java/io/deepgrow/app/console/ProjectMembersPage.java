package io.deepgrow.app.console;

import io.deepgrow.app.account.AccountLookup;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Grant;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The forms for who has which role in a project. */
@Path("/console/projects/{id}/members")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMIN)
public class ProjectMembersPage {

  private final ProjectSheets sheets;
  private final AccountLookup accounts;
  private final RoleForms roles;

  ProjectMembersPage(ProjectSheets sheets, AccountLookup accounts, RoleForms roles) {
    this.sheets = sheets;
    this.accounts = accounts;
    this.roles = roles;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response add(
      UUID id,
      @FormParam("account") @Nullable String account,
      @FormParam("role") @Nullable String role) {
    return answer(
        id,
        Done.ROLE_GIVEN,
        () -> roles.give(account(account), null, new Grant(Forms.role(role), id)));
  }

  @POST
  @Path("remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response remove(
      UUID id,
      @FormParam("account") @Nullable String account,
      @FormParam("group") @Nullable String group,
      @FormParam("role") @Nullable String role) {
    Runnable deed =
        Forms.text(group).isEmpty()
            ? () -> roles.take(account(account), null, new Grant(Forms.role(role), id))
            : () -> roles.take(Forms.text(group), new Grant(Forms.role(role), id));
    return answer(id, Done.ROLE_TAKEN, deed);
  }

  private UUID account(@Nullable String nameOrId) {
    Caller found = accounts.find(Forms.text(nameOrId)).caller();
    return Objects.requireNonNull(found.id());
  }

  private Response answer(UUID id, Done done, Runnable deed) {
    return Forms.answer(
        () -> {
          deed.run();
          return sheets.at(id, done);
        },
        problem -> sheets.refused(id, problem, ""));
  }
}
