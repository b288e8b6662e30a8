package io.deepgrow.app.console;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.rule.RuleView;
import io.deepgrow.app.routing.rule.Rules;
import io.quarkus.qute.CheckedTemplate;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** All rules in their order. */
@Path("/console/routing/rules")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class RulesPage {

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance rules(Frame frame, List<RuleView> rules);
  }

  private final Frames frames;
  private final Rules rules;

  RulesPage(Frames frames, Rules rules) {
    this.frames = frames;
    this.rules = rules;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(@QueryParam("done") @Nullable String done) {
    return page(Done.text(done), "");
  }

  private TemplateInstance page(String message, String problem) {
    return Pages.rules(frames.of(Frames.Place.RULES, message, problem), rules.list());
  }

  @POST
  @Path("move")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response move(
      @FormParam("rule") @Nullable String rule, @FormParam("to") @Nullable String to) {
    return Forms.answer(
        () -> {
          UUID id = Forms.id(rule);
          rules.change(
              id == null ? new UUID(0, 0) : id,
              null,
              null,
              null,
              Forms.number(to, "The place", 999));
          return URI.create(frames.base() + "console/routing/rules" + Done.RULE_CHANGED.query());
        },
        problem -> page("", problem));
  }
}
