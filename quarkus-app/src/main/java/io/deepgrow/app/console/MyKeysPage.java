package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.account.KeyView;
import io.deepgrow.app.admin.WhoAmI;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The forms for one's own keys; a key is on the page that answers, and on none after it. */
@Path("/console/me/keys")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@Authenticated
public class MyKeysPage {

  private static final int MOST_DAYS = 36_500;

  private final MeSheets sheets;
  private final WhoAmI who;

  MyKeysPage(MeSheets sheets, WhoAmI who) {
    this.sheets = sheets;
    this.who = who;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response make(
      @FormParam("name") @Nullable String name,
      @FormParam("role") @Nullable List<String> roles,
      @FormParam("days") @Nullable String days) {
    try {
      KeyView made =
          who.makeKey(
              Forms.text(name),
              Forms.roles(roles),
              Duration.ofDays(Forms.number(days, "The number of days", MOST_DAYS)));
      return Response.ok(sheets.withKey(Objects.requireNonNull(made.key()))).build();
    } catch (ApiException e) {
      return Forms.refused(e, sheets::refused);
    }
  }

  @POST
  @Path("{key}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response end(String key, @FormParam("confirm") @Nullable String confirm) {
    return Forms.answer(
        () -> {
          Forms.requireConfirmed(confirm, key);
          who.endKey(key);
          return sheets.at(Done.KEY_ENDED);
        },
        sheets::refused);
  }
}
