package io.deepgrow.app.console;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.overview.ModelUse;
import io.deepgrow.app.overview.Overview;
import io.deepgrow.app.overview.OverviewService;
import io.deepgrow.model.ModelDescriptor;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The models that run here, and what they were used for. */
@Path("/console/models")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class ModelsPage {

  /**
   * A model.
   *
   * @param provider where it runs: CPU or CUDA
   * @param use null when no session was opened with it
   */
  record Row(
      ModelDescriptor model, String provider, boolean standard, ModelUse.@Nullable Use use) {}

  /** A model that sessions were opened with and that runs no more. */
  record Gone(String id, ModelUse.Use use) {}

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance models(
        Frame frame, List<Row> models, List<Gone> gone, double inferMillis);
  }

  private final Frames frames;
  private final ModelService models;
  private final ModelUse use;
  private final OverviewService overview;

  ModelsPage(Frames frames, ModelService models, ModelUse use, OverviewService overview) {
    this.frames = frames;
    this.models = models;
    this.use = use;
    this.overview = overview;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page() {
    Map<String, ModelUse.Use> uses = new LinkedHashMap<>(use.byModel());
    String standard = models.require(null).id();
    List<Row> rows =
        models.models().stream()
            .map(
                m ->
                    new Row(
                        m,
                        models.provider(m.id()).name(),
                        m.id().equals(standard),
                        uses.remove(m.id())))
            .toList();
    List<Gone> gone =
        uses.entrySet().stream().map(e -> new Gone(e.getKey(), e.getValue())).toList();
    double infer =
        overview.now().steps().stream()
            .filter(step -> step.name().equals("infer"))
            .mapToDouble(Overview.Step::p50Millis)
            .findFirst()
            .orElse(Double.NaN);
    return Pages.models(frames.of(Frames.Place.MODELS), rows, gone, infer);
  }
}
