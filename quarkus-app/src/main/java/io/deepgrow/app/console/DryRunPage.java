package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.dryrun.DryRunView;
import io.deepgrow.app.routing.dryrun.DryRuns;
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

/** Dry runs of rules over the studies that came last. */
@Path("/console/routing/dry-runs")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class DryRunPage {

  /**
   * What the page shows.
   *
   * @param run the one that is shown; null for none
   * @param rule whose version is chosen in the form, or empty
   * @param version that is chosen in the form, or empty
   */
  record Content(
      @Nullable DryRunView run,
      List<DryRunView> last,
      List<RuleView> rules,
      String rule,
      String version) {

    /** The name of a rule. */
    public String name(@Nullable UUID id) {
      return id == null
          ? "the active rules"
          : rules.stream()
              .filter(rule -> rule.id().equals(id))
              .findFirst()
              .map(RuleView::name)
              .orElse("a rule");
    }

    /** Whether it makes sense to look again. */
    public boolean waits() {
      return run != null && run.endedAt() == null;
    }
  }

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance dryRuns(Frame frame, Content content);
  }

  private final Frames frames;
  private final DryRuns runs;
  private final Rules rules;

  DryRunPage(Frames frames, DryRuns runs, Rules rules) {
    this.frames = frames;
    this.runs = runs;
    this.rules = rules;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(
      @QueryParam("rule") @Nullable String rule, @QueryParam("version") @Nullable String version) {
    return page(null, Forms.text(rule), Forms.text(version), "", "");
  }

  private TemplateInstance page(
      @Nullable DryRunView run, String rule, String version, String message, String problem) {
    return Pages.dryRuns(
        frames.below(Frames.Place.RULES, "Dry runs", message, problem),
        new Content(run, runs.last(), rules.list(), rule, version));
  }

  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public TemplateInstance run(UUID id, @QueryParam("done") @Nullable String done) {
    return page(runs.get(id), "", "", Done.text(done), "");
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response start(
      @FormParam("rule") @Nullable String rule,
      @FormParam("version") @Nullable String version,
      @FormParam("last") @Nullable String last) {
    String given = Forms.text(version);
    try {
      UUID id = Forms.id(rule);
      Integer number =
          id == null || given.isEmpty() ? null : (Integer) Forms.number(given, "The version", 9999);
      DryRunView run =
          runs.start(id, number, Forms.number(last, "How many studies", DryRuns.MOST), null);
      return Response.seeOther(
              URI.create(
                  frames.base()
                      + "console/routing/dry-runs/"
                      + run.id()
                      + Done.DRY_RUN_STARTED.query()))
          .build();
    } catch (ApiException e) {
      return Forms.refused(e, problem -> page(null, Forms.text(rule), given, "", problem));
    }
  }
}
