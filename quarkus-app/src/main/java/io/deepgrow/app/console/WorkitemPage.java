package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.routing.workitem.WorkitemView;
import io.deepgrow.app.routing.workitem.Workitems;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** One work item: where it stands, its job, what came of it; giving it up. */
@Path("/console/routing/workitems/{id}")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class WorkitemPage {

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance workitem(Frame frame, WorkitemView item, boolean cancellable);

    static native TemplateInstance workitemMissing(Frame frame);
  }

  private final Frames frames;
  private final Workitems items;

  WorkitemPage(Frames frames, Workitems items) {
    this.frames = frames;
    this.items = items;
  }

  @GET
  @Operation(hidden = true)
  public Response page(UUID id, @QueryParam("done") @Nullable String done) {
    return Forms.shown(() -> shown(id, Done.text(done), ""), this::missing);
  }

  @POST
  @Path("cancellation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response cancel(UUID id, @FormParam("confirm") @Nullable String confirm) {
    return Forms.answer(
        () -> {
          Forms.requireConfirmed(confirm, Texts.shortened(id));
          items.cancel(id);
          return URI.create(
              frames.base() + "console/routing/workitems/" + id + Done.WORKITEM_CANCELLED.query());
        },
        problem -> again(id, problem));
  }

  private TemplateInstance shown(UUID id, String message, String problem) {
    WorkitemView item = items.get(id);
    return Pages.workitem(
        frames.below(Frames.Place.WORKITEMS, "Work item " + Texts.shortened(id), message, problem),
        item,
        !item.cancelRequested() && WorkitemTexts.isUnderWay(item.state()));
  }

  private TemplateInstance again(UUID id, String problem) {
    try {
      return shown(id, "", problem);
    } catch (ApiException e) {
      return missing(problem);
    }
  }

  private TemplateInstance missing(String problem) {
    return Pages.workitemMissing(
        frames.below(Frames.Place.WORKITEMS, "No such work item", "", problem));
  }
}
