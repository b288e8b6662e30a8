package io.deepgrow.app.console;

import io.deepgrow.app.account.AccountView;
import io.deepgrow.app.account.Accounts;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Roles;
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
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** All accounts, and the form that makes one. */
@Path("/console/accounts")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMIN)
public class AccountsPage {

  private static final int PAGE = 50;

  /**
   * A page of accounts.
   *
   * @param next the last name of it where others follow; else empty
   */
  record Found(String search, String after, List<AccountView> accounts, String next) {}

  /** What the form had in it. */
  record Entered(String name, String displayName, boolean program) {

    static final Entered NOTHING = new Entered("", "", false);
  }

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance accounts(Frame frame, Found found, Entered entered);
  }

  private final Frames frames;
  private final Accounts accounts;

  AccountsPage(Frames frames, Accounts accounts) {
    this.frames = frames;
    this.accounts = accounts;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(
      @QueryParam("search") @Nullable String search,
      @QueryParam("after") @Nullable String after,
      @QueryParam("done") @Nullable String done) {
    return page(Forms.text(search), Forms.text(after), Entered.NOTHING, Done.text(done), "");
  }

  private TemplateInstance page(
      String search, String after, Entered entered, String message, String problem) {
    List<AccountView> found = accounts.list(search, after, PAGE + 1);
    List<AccountView> shown = found.subList(0, Math.min(PAGE, found.size()));
    String next = found.size() > PAGE ? shown.get(PAGE - 1).name() : "";
    return Pages.accounts(
        frames.of(Frames.Place.ACCOUNTS, message, problem),
        new Found(search, after, shown, next),
        entered);
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response make(
      @FormParam("name") @Nullable String name,
      @FormParam("displayName") @Nullable String displayName,
      @FormParam("kind") @Nullable String kind,
      @FormParam("password") @Nullable String password) {
    boolean program = Forms.text(kind).equals(Caller.Kind.PROGRAM.name());
    String given = Forms.text(name).toLowerCase(Locale.ROOT);
    Entered entered = new Entered(given, Forms.text(displayName), program);
    return Forms.answer(
        () -> {
          AccountView made =
              accounts.create(
                  given,
                  entered.displayName(),
                  program ? Caller.Kind.PROGRAM : Caller.Kind.PERSON,
                  program ? null : password == null ? "" : password);
          return URI.create(
              frames.base() + "console/accounts/" + made.id() + Done.ACCOUNT_MADE.query());
        },
        problem -> page("", "", entered, "", problem));
  }
}
