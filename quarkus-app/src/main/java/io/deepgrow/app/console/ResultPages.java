package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.result.Resending;
import io.deepgrow.app.result.ResultSearch;
import io.deepgrow.app.result.ResultState;
import io.deepgrow.dicom.DicomException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Results on their way to the PACS, and sending them again. */
@Path("/console/results")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class ResultPages {

  private static final int PAGE = 50;

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance results(Frame frame, ResultList.Listed page);
  }

  private final Frames frames;
  private final ResultSearch search;
  private final ResultList list;
  private final Resending resending;

  ResultPages(Frames frames, ResultSearch search, ResultList list, Resending resending) {
    this.frames = frames;
    this.search = search;
    this.list = list;
    this.resending = resending;
  }

  @GET
  @Operation(hidden = true)
  public Response list(
      @QueryParam("state") @Nullable String state,
      @QueryParam("study") @Nullable String study,
      @QueryParam("reason") @Nullable String reason,
      @QueryParam("after") @Nullable String after,
      @QueryParam("sent") @Nullable Integer sent,
      @QueryParam("skipped") @DefaultValue("0") int skipped,
      @QueryParam("more") @DefaultValue("false") boolean more) {
    ResultSearch.Filter filter =
        new ResultSearch.Filter(
            FilterFields.constant(ResultState.class, state),
            FilterFields.text(study),
            FilterFields.text(reason));
    return page(filter, after, sent == null ? "" : words(sent, skipped, more), "", 200);
  }

  private static String words(int sent, int skipped, boolean more) {
    return (sent == 1 ? "One result is" : sent + " results are")
        + " on the way again."
        + (skipped > 0 ? " " + skipped + " can't be sent; open one to see why." : "")
        + (more ? " Others of this reason are left: send again once more." : "");
  }

  private Response page(
      ResultSearch.Filter filter,
      @Nullable String after,
      String message,
      String problem,
      int status) {
    try {
      return Response.status(status)
          .entity(
              Pages.results(
                  frames.of(Frames.Place.RESULTS, message, problem),
                  list.of(filter, search.find(filter, Cursor.of(after), PAGE))))
          .build();
    } catch (ApiException | DicomException e) {
      return Response.status(FilterFields.status(e))
          .entity(
              Pages.results(
                  frames.of(Frames.Place.RESULTS, "", String.valueOf(e.getMessage())),
                  list.of(filter, new ResultSearch.ResultPage(List.of(), null))))
          .build();
    }
  }

  @POST
  @Path("{id}/resend")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response resend(UUID id, @FormParam("state") @Nullable String state) {
    return sent(
        state,
        () -> {
          resending.resend(id);
          return new Resending.Resent(1, 0, false);
        });
  }

  @POST
  @Path("resend")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response resendAll(@FormParam("reason") @Nullable String reason) {
    String requested = reason == null ? "" : reason;
    return sent(ResultState.REJECTED.name(), () -> resending.resendRejected(requested));
  }

  private Response sent(@Nullable String state, Supplier<Resending.Resent> work) {
    ResultState shown = FilterFields.constant(ResultState.class, state);
    try {
      Resending.Resent resent = work.get();
      Links back =
          list.path(shown)
              .with("sent", resent.sent())
              .with("skipped", resent.skipped() == 0 ? null : resent.skipped())
              .with("more", resent.more() ? "true" : null);
      return Response.seeOther(URI.create(back.toString())).build();
    } catch (ApiException e) {
      return page(
          new ResultSearch.Filter(shown, null, null),
          null,
          "",
          String.valueOf(e.getMessage()),
          e.code().status());
    }
  }
}
