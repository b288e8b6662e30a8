package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.account.Accounts;
import io.deepgrow.app.account.SigningIn;
import io.deepgrow.app.admin.BrowserSignIns;
import io.deepgrow.app.security.Identities;
import io.deepgrow.app.security.SignInCookie;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** Who somebody is here and what they may do, their password and their sign-ins. */
@Path("/console/me")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class MePage {

  private final MeSheets sheets;
  private final SigningIn signingIn;
  private final Accounts accounts;
  private final BrowserSignIns browsers;
  private final Frames frames;

  MePage(
      MeSheets sheets,
      SigningIn signingIn,
      Accounts accounts,
      BrowserSignIns browsers,
      Frames frames) {
    this.sheets = sheets;
    this.signingIn = signingIn;
    this.accounts = accounts;
    this.browsers = browsers;
    this.frames = frames;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(@QueryParam("done") @Nullable String done) {
    return sheets.page(Done.text(done), "");
  }

  @POST
  @Path("password")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response password(
      @FormParam("present") @Nullable String present,
      @FormParam("next") @Nullable String next,
      @Context HttpServerRequest request) {
    try {
      String token =
          signingIn.changePassword(
              present == null ? "" : present,
              next == null ? "" : next,
              Identities.address(request));
      return Response.seeOther(sheets.at(Done.PASSWORD_CHANGED))
          .cookie(browsers.begun(token, request))
          .build();
    } catch (ApiException e) {
      return Forms.refused(e, sheets::refused);
    }
  }

  @POST
  @Path("sign-out")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response signOut(
      @FormParam("here") @Nullable String here,
      @Context HttpHeaders headers,
      @Context HttpServerRequest request) {
    try {
      if (!Forms.text(here).equals("true")) {
        signingIn.signOutElsewhere(SignInCookie.in(headers));
        return Response.seeOther(sheets.at(Done.SIGNED_OUT_ELSEWHERE)).build();
      }
      accounts.signOutEverywhere(sheets.person());
      return Response.seeOther(URI.create(frames.base() + "sign-in"))
          .cookie(browsers.ended(request))
          .build();
    } catch (ApiException e) {
      return Forms.refused(e, sheets::refused);
    }
  }
}
