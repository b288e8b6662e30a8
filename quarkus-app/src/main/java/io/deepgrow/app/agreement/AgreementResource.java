package io.deepgrow.app.agreement;

import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How well people agree in a project. */
@Path("/api/v1/projects/{id}")
@Tag(name = "Reviews")
@RolesAllowed(Roles.REVIEWER)
@Blocking
public class AgreementResource {

  private final AgreementReports reports;

  AgreementResource(AgreementReports reports) {
    this.reports = reports;
  }

  @GET
  @Path("agreement")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "How well people agree in a project, with one another and with the network",
      description = "By structure: the median and the worst of all comparisons")
  public AgreementReport report(UUID id) {
    return reports.of(id);
  }

  @GET
  @Path("agreement.csv")
  @Produces("text/csv")
  @Operation(summary = "The same as a table of comma-separated values")
  public Response csv(UUID id) {
    return Response.ok(AgreementReports.csv(reports.of(id)), "text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"agreement-" + id + ".csv\"")
        .build();
  }
}
