package io.deepgrow.app.console;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.rule.RuleActivation;
import io.deepgrow.app.routing.rule.RuleView;
import io.deepgrow.app.routing.rule.Rules;
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
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One rule: its versions, which of them decides, and what it said. */
@Path("/console/routing/rules/{id:[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RolesAllowed(Roles.OPERATOR)
public class RulePage {

  private final RuleSheets sheets;
  private final Rules rules;
  private final RuleActivation activation;

  RulePage(RuleSheets sheets, Rules rules, RuleActivation activation) {
    this.sheets = sheets;
    this.rules = rules;
    this.activation = activation;
  }

  @GET
  @Consumes(MediaType.WILDCARD)
  @Operation(hidden = true)
  public TemplateInstance page(
      UUID id,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("done") @Nullable String done) {
    return sheets.page(id, number(from), number(to), Done.text(done), "");
  }

  /** The version of an address; 0 for what is none. */
  private static int number(@Nullable String field) {
    return field != null && field.matches("\\d{1,4}") ? Integer.parseInt(field) : 0;
  }

  @POST
  @Path("change")
  @Operation(hidden = true)
  public Response change(
      UUID id,
      @FormParam("name") @Nullable String name,
      @FormParam("enabled") @Nullable String enabled,
      @FormParam("revision") @Nullable String revision) {
    Boolean decides = Forms.text(enabled).isEmpty() ? null : Forms.text(enabled).equals("true");
    return answer(
        id,
        () -> {
          rules.change(id, Forms.revision(revision), name, decides, null);
          return Done.RULE_CHANGED;
        });
  }

  @POST
  @Path("activate")
  @Operation(hidden = true)
  public Response activate(
      UUID id,
      @FormParam("version") @Nullable String version,
      @FormParam("revision") @Nullable String revision) {
    return answer(
        id,
        () -> {
          RuleView after = activation.activate(id, number(version), Forms.revision(revision));
          return after.standing().requested() == null ? Done.RULE_ACTIVATED : Done.CHANGE_REQUESTED;
        });
  }

  @RolesAllowed(Roles.ADMIN)
  @POST
  @Path("approve")
  @Operation(hidden = true)
  public Response approve(
      UUID id,
      @FormParam("version") @Nullable String version,
      @FormParam("revision") @Nullable String revision) {
    return answer(
        id,
        () -> {
          activation.approve(id, number(version), Forms.revision(revision));
          return Done.RULE_ACTIVATED;
        });
  }

  @POST
  @Path("withdraw")
  @Operation(hidden = true)
  public Response withdraw(
      UUID id,
      @FormParam("version") @Nullable String version,
      @FormParam("revision") @Nullable String revision) {
    return answer(
        id,
        () -> {
          activation.withdraw(id, number(version), Forms.revision(revision));
          return Done.CHANGE_WITHDRAWN;
        });
  }

  private Response answer(UUID id, Supplier<Done> deed) {
    return Forms.answer(
        () -> sheets.at(id, deed.get()), problem -> sheets.page(id, 0, 0, "", problem));
  }
}
