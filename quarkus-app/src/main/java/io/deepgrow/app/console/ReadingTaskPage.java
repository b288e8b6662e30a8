package io.deepgrow.app.console;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.worklist.TaskClaims;
import io.deepgrow.app.worklist.TaskLead;
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
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One reading task, and what can be done with it. */
@Path("/console/worklist/{id}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.ANNOTATOR, Roles.OPERATOR})
public class ReadingTaskPage {

  private final WorklistSheets sheets;
  private final TaskClaims claims;
  private final TaskLead lead;

  ReadingTaskPage(WorklistSheets sheets, TaskClaims claims, TaskLead lead) {
    this.sheets = sheets;
    this.claims = claims;
    this.lead = lead;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(UUID id, @QueryParam("done") @Nullable String done) {
    return sheets.task(id, Done.text(done), "");
  }

  /** Takes the task; with {@code then=open} the viewer comes next. */
  @POST
  @Path("claim")
  @RolesAllowed(Roles.ANNOTATOR)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response claim(UUID id, @FormParam("then") @Nullable String then) {
    return answer(
        id,
        () -> {
          var task = claims.claim(id);
          return "open".equals(then) ? sheets.opened(task) : sheets.at(id, Done.TASK_TAKEN);
        });
  }

  @POST
  @Path("release")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response release(UUID id) {
    return answer(
        id,
        () -> {
          claims.release(id);
          return sheets.at(id, Done.TASK_RELEASED);
        });
  }

  @POST
  @Path("delegate")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response delegate(UUID id, @FormParam("account") @Nullable String account) {
    return answer(
        id,
        () -> {
          lead.handOver(id, Forms.text(account));
          // who gave it away may see it no more
          return sheets.at(WorklistTab.MINE, Done.TASK_HANDED_OVER);
        });
  }

  @POST
  @Path("withdraw")
  @RolesAllowed(Roles.OPERATOR)
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response withdraw(
      UUID id,
      @FormParam("confirm") @Nullable String confirm,
      @FormParam("reason") @Nullable String reason) {
    return answer(
        id,
        () -> {
          Forms.requireConfirmed(confirm, Texts.shortened(id));
          lead.withdraw(id, Forms.text(reason));
          return sheets.at(id, Done.TASK_WITHDRAWN);
        });
  }

  private Response answer(UUID id, Supplier<URI> deed) {
    return Forms.answer(deed, problem -> sheets.task(id, "", problem));
  }
}
