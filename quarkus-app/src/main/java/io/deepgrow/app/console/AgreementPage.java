package io.deepgrow.app.console;

import io.deepgrow.app.access.Projects;
import io.deepgrow.app.agreement.AgreementReport;
import io.deepgrow.app.agreement.AgreementReports;
import io.deepgrow.app.caller.Roles;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How well people agree in a project, with one another and with the network. */
@Path("/console/projects/{id}/agreement")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.REVIEWER)
public class AgreementPage {

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance agreement(Frame frame, AgreementReport report);
  }

  private final Frames frames;
  private final AgreementReports reports;
  private final Projects projects;

  AgreementPage(Frames frames, AgreementReports reports, Projects projects) {
    this.frames = frames;
    this.reports = reports;
    this.projects = projects;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(UUID id) {
    AgreementReport report = reports.of(id);
    String title = "Agreement in " + projects.get(id).name();
    return Pages.agreement(frames.below(Frames.Place.REVIEWS, title, "", ""), report);
  }
}
