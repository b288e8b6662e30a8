package io.deepgrow.app.admin;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditDownloads;
import io.deepgrow.app.audit.AuditExport;
import io.deepgrow.app.audit.AuditFilter;
import io.deepgrow.app.audit.AuditPage;
import io.deepgrow.app.audit.AuditSearch;
import io.deepgrow.app.audit.AuditVerification;
import io.deepgrow.app.audit.Seal;
import io.deepgrow.app.audit.Seals;
import io.deepgrow.app.audit.VerificationReport;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit trail for those who read it. */
@Path("/api/v1/admin/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: audit")
@RolesAllowed(Roles.AUDITOR)
@Blocking
public class AuditResource {

  private static final int MOST = 500;
  private static final String ROOT = "[0-9a-f]{64}";

  private final AuditSearch search;
  private final AuditVerification verification;
  private final Seals seals;
  private final AuditDownloads downloads;
  private final ObjectMapper json;

  AuditResource(
      AuditSearch search,
      AuditVerification verification,
      Seals seals,
      AuditDownloads downloads,
      ObjectMapper json) {
    this.search = search;
    this.verification = verification;
    this.seals = seals;
    this.downloads = downloads;
    this.json = json;
  }

  @GET
  @Operation(
      summary = "Who did what, the newest first",
      description = "next of a page is after of the page that follows it")
  public AuditPage list(
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("action") @Nullable String action,
      @QueryParam("object") @Nullable String object,
      @QueryParam("study") @Nullable String study,
      @QueryParam("session") @Nullable String session,
      @QueryParam("outcome") @Nullable String outcome,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    AuditQuery query = new AuditQuery(actor, action, object, study, session, outcome, from, to);
    return search.page(query.filter(), AuditQuery.place(after), checked(limit));
  }

  private static int checked(int limit) {
    if (limit < 1 || limit > MOST) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "limit is 1 to " + MOST);
    }
    return limit;
  }

  @GET
  @Path("export")
  @Produces({"text/csv", "application/x-ndjson"})
  @Operation(
      summary = "Who did what as a file",
      description =
          "All that the same filters find, the newest first. In CSV a cell that a spreadsheet would"
              + " take for a formula begins with an apostrophe.")
  public Response export(
      @QueryParam("format") @DefaultValue("csv") String format,
      @QueryParam("actor") @Nullable String actor,
      @QueryParam("action") @Nullable String action,
      @QueryParam("object") @Nullable String object,
      @QueryParam("study") @Nullable String study,
      @QueryParam("session") @Nullable String session,
      @QueryParam("outcome") @Nullable String outcome,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    AuditFilter filter =
        new AuditQuery(actor, action, object, study, session, outcome, from, to).filter();
    AuditExport form =
        AuditExport.of(format)
            .orElseThrow(
                () -> new ApiException(ErrorCode.BAD_REQUEST, "format is one of csv, jsonl"));
    downloads.exported(form.word());
    StreamingOutput body = out -> form.write(search, filter, json, out);
    return Response.ok(body)
        .type(form.mediaType())
        .header("Content-Disposition", "attachment; filename=\"audit." + form.word() + "\"")
        .build();
  }

  @GET
  @Path("seals")
  @Operation(
      summary = "Seals, the newest first",
      description = "Each vouches for rows and for the seal before. ?before= those before a number")
  public List<Seal> seals(
      @QueryParam("before") @DefaultValue("9223372036854775807") long before,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (before < 1) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "before is the number of a seal, from 1");
    }
    return seals.list(before, checked(limit));
  }

  @POST
  @Path("verification")
  @Operation(
      summary = "Compare the trail with its seals",
      description =
          "Names rows that were changed, are missing or were added. ?root= a root from the log,"
              + " which some seal must have: without it nobody can tell that the newest seals were"
              + " removed with their rows.")
  public VerificationReport verify(@QueryParam("root") @Nullable String root) {
    if (root != null && !root.matches(ROOT)) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "root is the root of a seal, 64 hexadecimal digits");
    }
    return verification.verify(Optional.ofNullable(root));
  }
}
