package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.decision.DecisionView;
import io.deepgrow.app.routing.decision.Decisions;
import io.deepgrow.app.routing.decision.RuleOutcome;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** What rules said and why: of one study, or of one rule. */
@Path("/console/routing/decisions")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class DecisionsPage {

  private static final int PAGE = 25;

  /**
   * What the page shows.
   *
   * @param next the link to older ones, or empty
   */
  record Content(List<DecisionView> decisions, String next) {}

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance decisions(Frame frame, Content content);
  }

  private final Frames frames;
  private final Decisions decisions;

  DecisionsPage(Frames frames, Decisions decisions) {
    this.frames = frames;
    this.decisions = decisions;
  }

  @GET
  @Operation(hidden = true)
  public Response page(
      @QueryParam("sighting") @Nullable String sighting,
      @QueryParam("rule") @Nullable String rule,
      @QueryParam("outcome") @Nullable String outcome,
      @QueryParam("after") @Nullable String after) {
    try {
      UUID study = Forms.id(sighting);
      UUID one = Forms.id(rule);
      RuleOutcome only = FilterFields.constant(RuleOutcome.class, outcome);
      Decisions.DecisionPage found =
          study != null
              ? decisions.ofSighting(study, Cursor.of(after), PAGE)
              : decisions.ofRule(one, only, Cursor.of(after), PAGE);
      String next =
          found.next() == null
              ? ""
              : new Links(frames.base() + "console/routing/decisions")
                  .with("sighting", study)
                  .with("rule", one)
                  .with("outcome", only)
                  .with("after", found.next())
                  .toString();
      return Response.ok(page(new Content(found.decisions(), next), "")).build();
    } catch (ApiException e) {
      return Forms.refused(e, problem -> page(new Content(List.of(), ""), problem));
    }
  }

  private TemplateInstance page(Content content, String problem) {
    return Pages.decisions(
        frames.below(Frames.Place.RULES, "What rules said, and why", "", problem), content);
  }
}
