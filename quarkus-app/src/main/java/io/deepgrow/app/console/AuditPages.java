package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.admin.AuditQuery;
import io.deepgrow.app.audit.AuditPage;
import io.deepgrow.app.audit.AuditSearch;
import io.deepgrow.app.audit.AuditVerification;
import io.deepgrow.app.audit.Seal;
import io.deepgrow.app.audit.Seals;
import io.deepgrow.app.audit.VerificationReport;
import io.deepgrow.app.caller.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The page of the audit trail: search, export, seals, verification. */
@Path("/console/audit")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.AUDITOR)
public class AuditPages {

  private static final int ROWS = 50;
  private static final int SEALS = 10;
  private static final AuditQuery NOTHING =
      new AuditQuery(null, null, null, null, null, null, null, null);

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance audit(Frame frame, Content content);
  }

  /**
   * What the page shows.
   *
   * @param form what was looked for, as it was typed
   * @param export the same for links to files
   * @param next the link to the page after this, or empty
   * @param report empty unless somebody has just verified the trail
   */
  record Content(
      AuditForm form,
      AuditPage page,
      String export,
      String next,
      List<Seal> seals,
      Optional<VerificationReport> report) {}

  private final Frames frames;
  private final AuditSearch search;
  private final AuditVerification verification;
  private final Seals seals;

  AuditPages(Frames frames, AuditSearch search, AuditVerification verification, Seals seals) {
    this.frames = frames;
    this.search = search;
    this.verification = verification;
    this.seals = seals;
  }

  @GET
  @Operation(hidden = true)
  public Response page(
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("action") @Nullable String action,
      @QueryParam("object") @Nullable String object,
      @QueryParam("study") @Nullable String study,
      @QueryParam("session") @Nullable String session,
      @QueryParam("outcome") @Nullable String outcome,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("after") @Nullable String after) {
    AuditQuery query = new AuditQuery(actor, action, object, study, session, outcome, from, to);
    try {
      AuditPage page = search.page(query.filter(), AuditQuery.place(after), ROWS);
      return Response.ok(show(query, page, Optional.empty(), "")).build();
    } catch (ApiException e) {
      AuditPage none = new AuditPage(List.of(), Optional.empty());
      return Response.status(e.code().status())
          .entity(show(query, none, Optional.empty(), String.valueOf(e.getMessage())))
          .build();
    }
  }

  /** Verifies the trail and shows what was found; nothing is changed, so that no page follows. */
  @POST
  @Path("verification")
  @Operation(hidden = true)
  public Response verify(@FormParam("root") @Nullable String root) {
    String given = root == null ? "" : root.strip();
    boolean bad = !given.isEmpty() && !given.matches("[0-9a-f]{64}");
    Optional<VerificationReport> report =
        bad
            ? Optional.empty()
            : Optional.of(verification.verify(Optional.of(given).filter(r -> !r.isEmpty())));
    AuditPage page = search.page(NOTHING.filter(), Optional.empty(), ROWS);
    String problem = bad ? "The root of a seal has 64 hexadecimal digits" : "";
    return Response.status(bad ? 400 : 200).entity(show(NOTHING, page, report, problem)).build();
  }

  private TemplateInstance show(
      AuditQuery query, AuditPage page, Optional<VerificationReport> report, String problem) {
    AuditForm form = AuditForm.of(query);
    String next = page.next().map(place -> "?" + form.with("after", place)).orElse("");
    Content content =
        new Content(form, page, form.query(), next, seals.list(Long.MAX_VALUE, SEALS), report);
    return Pages.audit(frames.of(Frames.Place.AUDIT, "", problem), content);
  }
}
