package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.decision.RuleTrial;
import io.deepgrow.app.routing.decision.TrialStudies;
import io.deepgrow.app.routing.rule.RuleVersions;
import io.deepgrow.app.routing.rule.RuleView;
import io.deepgrow.app.routing.rule.Rules;
import io.deepgrow.app.routing.sighting.SightedStudy;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The form that makes a rule or a version, and tries it on a study before. */
@Path("/console/routing/rules/edit")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class RuleEditorPage {

  private static final int STUDIES = 20;

  /**
   * What the page shows.
   *
   * @param rule that gets a version; null for a new rule
   * @param tried what came of the trial; null before one
   * @param studies that it can be tried on
   */
  record Content(
      RuleForm form,
      @Nullable RuleView rule,
      RuleTrial.@Nullable TriedRule tried,
      List<SightedStudy> studies) {}

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance ruleEditor(Frame frame, Content content);
  }

  private final Frames frames;
  private final Rules rules;
  private final RuleVersions versions;
  private final RuleTrial trial;
  private final TrialStudies studies;

  RuleEditorPage(
      Frames frames, Rules rules, RuleVersions versions, RuleTrial trial, TrialStudies studies) {
    this.frames = frames;
    this.rules = rules;
    this.versions = versions;
    this.trial = trial;
    this.studies = studies;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance form(
      @QueryParam("rule") @Nullable String rule, @QueryParam("from") @Nullable String from) {
    UUID id = Forms.id(rule);
    if (id == null) {
      return page(RuleForm.empty(), null, null, "");
    }
    RuleView view = rules.get(id);
    int number =
        from != null && from.matches("\\d{1,4}") ? Integer.parseInt(from) : view.newestVersion();
    return page(RuleForm.of(versions.get(id, number).draft()), view, null, "");
  }

  private TemplateInstance page(
      RuleForm form, @Nullable RuleView rule, RuleTrial.@Nullable TriedRule tried, String problem) {
    String title = rule == null ? "A new rule" : "A version of " + rule.name();
    return Pages.ruleEditor(
        frames.below(Frames.Place.RULES, title, "", problem),
        new Content(form, rule, tried, studies.last(STUDIES, Instant.EPOCH)));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response sent(MultivaluedMap<String, String> sent) {
    RuleForm form = RuleForm.of(sent);
    UUID id = Forms.id(form.get("rule"));
    RuleView rule = id == null ? null : rules.get(id);
    return switch (form.get("act")) {
      case "rows" -> Response.ok(page(form, rule, null, "")).build();
      case "try" -> tried(form, rule);
      default -> Forms.answer(() -> saved(form, rule), problem -> page(form, rule, null, problem));
    };
  }

  private Response tried(RuleForm form, @Nullable RuleView rule) {
    try {
      UUID sighting = Forms.id(form.get("sighting"));
      RuleTrial.TriedRule tried =
          sighting == null
              ? trial.of(form.draft(), new RuleTrial.DescribedStudy(null, null, null))
              : trial.of(form.draft(), sighting);
      return Response.ok(page(form, rule, tried, "")).build();
    } catch (ApiException e) {
      return Forms.refused(e, problem -> page(form, rule, null, problem));
    }
  }

  private URI saved(RuleForm form, @Nullable RuleView rule) {
    if (rule == null) {
      RuleView made = rules.create(form.get("name"), form.draft(), form.get("comment"));
      return at(made.id(), Done.RULE_MADE);
    }
    versions.add(
        rule.id(), Forms.revision(form.get("revision")), form.draft(), form.get("comment"));
    return at(rule.id(), Done.RULE_VERSION_ADDED);
  }

  private URI at(UUID rule, Done done) {
    return URI.create(frames.base() + "console/routing/rules/" + rule + done.query());
  }
}
