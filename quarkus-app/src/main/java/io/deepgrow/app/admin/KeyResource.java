package io.deepgrow.app.admin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.account.KeyView;
import io.deepgrow.app.account.Keys;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** API keys of programs. */
@Path("/api/v1/admin/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: API keys")
@RolesAllowed(Roles.ADMIN)
@Blocking
public class KeyResource {

  private static final int MOST_HOURS = 720;

  /**
   * A key to make.
   *
   * @param account whose roles it has at most
   * @param days how long it is good
   */
  public record NewKey(
      @NotNull @Nullable UUID account,
      @NotNull @Nullable String name,
      @NotNull @Nullable Set<@NotNull Role> roles,
      @NotNull @Nullable Integer days) {}

  private final Keys keys;

  KeyResource(Keys keys) {
    this.keys = keys;
  }

  @GET
  @Operation(summary = "Keys, the newest first", description = "?account= those of one account")
  public List<KeyView> list(@QueryParam("account") @Nullable UUID account) {
    return keys.list(account);
  }

  @POST
  @Operation(
      summary = "Make a key",
      description =
          "The answer has the key, and nobody sees it again. Programs send it as Authorization:"
              + " Bearer, as X-API-Key, or as the password of HTTP Basic.")
  public Response make(@Valid @NotNull NewKey request) {
    return created(
        keys.make(
            Objects.requireNonNull(request.account()),
            Objects.requireNonNull(request.name()),
            Objects.requireNonNull(request.roles()),
            Duration.ofDays(Objects.requireNonNull(request.days()))));
  }

  @POST
  @Path("{id}/rotation")
  @Operation(
      summary = "Make a successor of a key",
      description = "Both are good for the overlap, in which the program changes over.")
  public Response rotate(String id, @QueryParam("hours") @DefaultValue("24") int hours) {
    if (hours < 0 || hours > MOST_HOURS) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "hours is 0 to " + MOST_HOURS);
    }
    return created(keys.rotate(id, Duration.ofHours(hours)));
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "End a key at once")
  public void revoke(String id) {
    keys.revoke(id);
  }

  private static Response created(KeyView key) {
    return Response.created(URI.create("/api/v1/admin/keys/" + key.id())).entity(key).build();
  }
}
