package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.account.KeyView;
import io.deepgrow.app.account.Keys;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
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
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The forms for the keys of an account; a key is on the page that answers, and on none after it.
 */
@Path("/console/accounts/{id}/keys")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMIN)
public class AccountKeysPage {

  private static final int MOST_DAYS = 36_500;
  private static final int MOST_HOURS = 720;

  private final AccountSheets sheets;
  private final Keys keys;

  AccountKeysPage(AccountSheets sheets, Keys keys) {
    this.sheets = sheets;
    this.keys = keys;
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response make(
      UUID id,
      @FormParam("name") @Nullable String name,
      @FormParam("role") @Nullable List<String> roles,
      @FormParam("days") @Nullable String days) {
    return shown(
        id,
        () ->
            keys.make(
                id,
                Forms.text(name),
                Forms.roles(roles),
                Duration.ofDays(Forms.number(days, "The number of days", MOST_DAYS))));
  }

  @POST
  @Path("{key}/rotation")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response rotate(UUID id, String key, @FormParam("hours") @Nullable String hours) {
    return shown(
        id,
        () -> {
          require(id, key);
          int overlap = Forms.number(hours, "The number of hours", MOST_HOURS);
          return keys.rotate(key, Duration.ofHours(overlap));
        });
  }

  private Response shown(UUID id, Supplier<KeyView> deed) {
    try {
      String text = Objects.requireNonNull(deed.get().key());
      return Response.ok(sheets.withKey(id, text)).build();
    } catch (ApiException e) {
      return Forms.refused(e, problem -> sheets.page(id, "", problem));
    }
  }

  @POST
  @Path("{key}/end")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response end(UUID id, String key, @FormParam("confirm") @Nullable String confirm) {
    return Forms.answer(
        () -> {
          require(id, key);
          Forms.requireConfirmed(confirm, key);
          keys.revoke(key);
          return sheets.at(id, Done.KEY_ENDED);
        },
        problem -> sheets.page(id, "", problem));
  }

  private void require(UUID id, String key) {
    if (!keys.owner(key).equals(id)) {
      throw new ApiException(ErrorCode.KEY_NOT_FOUND, "This account has no such key");
    }
  }
}
