package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.account.Accounts;
import io.deepgrow.app.account.SigningIn;
import io.deepgrow.app.admin.BrowserSignIns;
import io.deepgrow.app.security.Admission;
import io.deepgrow.app.security.Identities;
import io.deepgrow.app.security.SignInCookie;
import io.deepgrow.app.viewer.BasePath;
import io.deepgrow.app.viewer.ViewerConfig;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
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

/** The pages by which people sign in and out, and by which the first admin is made. */
@Path("/")
@Blocking
@ConsolePage
@PermitAll
@Produces(MediaType.TEXT_HTML)
public class SignInPages {

  private static final String PROVIDER_AWAY =
      "The sign-in of your site cannot be reached. Try again in a minute, or sign in with a"
          + " password of this service";

  /** What the pages show. */
  record SignIn(
      String base, String to, String name, String message, boolean provider, boolean setup) {}

  /** What the page of the first admin shows. */
  record Setup(String base, String name, String displayName, String message, boolean open) {}

  /** What the page of a link shows. */
  record Link(String base, String code, String message) {}

  /** The pages. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance signIn(SignIn page);

    static native TemplateInstance setup(Setup page);

    static native TemplateInstance link(Link page);

    static native TemplateInstance signedOut(String base);
  }

  private final Accounts accounts;
  private final SigningIn signingIn;
  private final BrowserSignIns browsers;
  private final Admission admission;
  private final String base;

  SignInPages(
      Accounts accounts,
      SigningIn signingIn,
      BrowserSignIns browsers,
      Admission admission,
      ViewerConfig viewer) {
    this.accounts = accounts;
    this.signingIn = signingIn;
    this.browsers = browsers;
    this.admission = admission;
    this.base = BasePath.of(viewer).value();
  }

  @GET
  @Path("sign-in")
  @Operation(hidden = true)
  public TemplateInstance signIn(
      @QueryParam("to") @Nullable String to,
      @QueryParam("away") @DefaultValue("false") boolean away) {
    return page(ReturnPath.of(to, ""), "", away ? PROVIDER_AWAY : "");
  }

  private TemplateInstance page(String to, String name, String message) {
    return Pages.signIn(
        new SignIn(base, to, name, message, admission.hasProvider(), accounts.isSetupOpen()));
  }

  @POST
  @Path("sign-in")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response signIn(
      @FormParam("name") @Nullable String name,
      @FormParam("password") @Nullable String password,
      @FormParam("to") @Nullable String to,
      @Context HttpServerRequest request) {
    String given = name == null ? "" : name;
    try {
      String token =
          signingIn.signIn(given, password == null ? "" : password, Identities.address(request));
      return begin(token, ReturnPath.of(to, base), request);
    } catch (ApiException e) {
      return Response.status(e.code().status())
          .entity(page(ReturnPath.of(to, ""), given, String.valueOf(e.getMessage())))
          .build();
    }
  }

  private Response begin(String token, String to, HttpServerRequest request) {
    return Response.seeOther(URI.create(to)).cookie(browsers.begun(token, request)).build();
  }

  /** Where the site's identity provider sends people back to; it is reached signed in only. */
  @GET
  @Path("sign-in/provider")
  @Operation(hidden = true)
  public Response fromProvider(@QueryParam("to") @Nullable String to) {
    signingIn.fromProvider();
    return Response.seeOther(URI.create(ReturnPath.of(to, base))).build();
  }

  @GET
  @Path("sign-in/link")
  @Operation(hidden = true)
  public TemplateInstance link(@QueryParam("code") @Nullable String code) {
    return Pages.link(new Link(base, code == null ? "" : code, ""));
  }

  /** The link is used by a button, so that nothing that only looks at addresses uses it up. */
  @POST
  @Path("sign-in/link")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response useLink(
      @FormParam("code") @Nullable String code, @Context HttpServerRequest request) {
    try {
      String token = signingIn.signInByLink(code == null ? "" : code, Identities.address(request));
      return begin(token, base + "console", request);
    } catch (ApiException e) {
      return Response.status(e.code().status())
          .entity(Pages.link(new Link(base, "", String.valueOf(e.getMessage()))))
          .build();
    }
  }

  @POST
  @Path("sign-out")
  @Operation(hidden = true)
  public Response signOut(@Context HttpHeaders headers, @Context HttpServerRequest request) {
    String token = SignInCookie.in(headers);
    boolean local = !token.isEmpty();
    if (local) {
      signingIn.signOut(token);
    }
    // a form must not lead to another site, which the page that answers it may
    return (local || !admission.hasProvider()
            ? Response.seeOther(URI.create(base + "sign-in"))
            : Response.ok(Pages.signedOut(base)))
        .cookie(browsers.ended(request))
        .build();
  }

  @GET
  @Path("setup")
  @Operation(hidden = true)
  public TemplateInstance setup() {
    return Pages.setup(new Setup(base, "", "", "", accounts.isSetupOpen()));
  }

  @POST
  @Path("setup")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response setup(
      @FormParam("code") @Nullable String code,
      @FormParam("name") @Nullable String name,
      @FormParam("displayName") @Nullable String displayName,
      @FormParam("password") @Nullable String password,
      @Context HttpServerRequest request) {
    String given = name == null ? "" : name;
    String shown = displayName == null ? "" : displayName;
    String secret = password == null ? "" : password;
    try {
      accounts.setUp(code == null ? "" : code.strip(), given, shown, secret);
      String token = signingIn.signIn(given, secret, Identities.address(request));
      return begin(token, base + "console", request);
    } catch (ApiException e) {
      return Response.status(e.code().status())
          .entity(
              Pages.setup(
                  new Setup(
                      base, given, shown, String.valueOf(e.getMessage()), accounts.isSetupOpen())))
          .build();
    }
  }
}
