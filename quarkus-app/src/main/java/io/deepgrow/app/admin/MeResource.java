package io.deepgrow.app.admin;

import io.deepgrow.app.account.Accounts;
import io.deepgrow.app.account.KeyView;
import io.deepgrow.app.account.SigningIn;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.security.Identities;
import io.deepgrow.app.security.SignInCookie;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who somebody is here, what they may do and why, their own keys, password and sign-ins. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Who I am")
@Authenticated
@Blocking
public class MeResource {

  /** A key for oneself. */
  public record OwnKey(
      @NotNull @Nullable String name,
      @NotNull @Nullable Set<@NotNull Role> roles,
      @NotNull @Nullable Integer days) {}

  /** A new password and the one before. */
  public record OwnPassword(@NotNull @Nullable String present, @NotNull @Nullable String next) {}

  private final WhoAmI who;
  private final SigningIn signingIn;
  private final Accounts accounts;
  private final BrowserSignIns browsers;

  MeResource(WhoAmI who, SigningIn signingIn, Accounts accounts, BrowserSignIns browsers) {
    this.who = who;
    this.signingIn = signingIn;
    this.accounts = accounts;
    this.browsers = browsers;
  }

  @GET
  @Operation(summary = "Who I am, what I may do, and why")
  public WhoAmI.Me me() {
    return who.me();
  }

  @POST
  @Path("password")
  @Operation(
      summary = "Change my password",
      description =
          "I am signed out everywhere else; the answer has the cookie of the sign-in that goes on.")
  public Response changePassword(
      @Valid @NotNull OwnPassword request, @Context HttpServerRequest call) {
    String token =
        signingIn.changePassword(
            Objects.requireNonNull(request.present()),
            Objects.requireNonNull(request.next()),
            Identities.address(call));
    return Response.noContent().cookie(browsers.begun(token, call)).build();
  }

  @DELETE
  @Path("sign-ins")
  @Operation(
      summary = "Sign me out everywhere else",
      description = "With ?here=true here too. Keys stay as they are.")
  public Response signOut(
      @QueryParam("here") @DefaultValue("false") boolean here,
      @Context HttpHeaders headers,
      @Context HttpServerRequest call) {
    if (here) {
      accounts.signOutEverywhere(who.person());
      return Response.noContent().cookie(browsers.ended(call)).build();
    }
    signingIn.signOutElsewhere(SignInCookie.in(headers));
    return Response.noContent().build();
  }

  @GET
  @Path("keys")
  @Operation(summary = "My keys, the newest first")
  public List<KeyView> keys() {
    return who.keys();
  }

  @POST
  @Path("keys")
  @Operation(
      summary = "Make a key for myself",
      description = "It may do what I may, as far as its roles go. The answer alone has the key.")
  public Response make(@Valid @NotNull OwnKey request) {
    KeyView made =
        who.makeKey(
            Objects.requireNonNull(request.name()),
            Objects.requireNonNull(request.roles()),
            Duration.ofDays(Objects.requireNonNull(request.days())));
    return Response.created(URI.create("/api/v1/me/keys/" + made.id())).entity(made).build();
  }

  @DELETE
  @Path("keys/{id}")
  @Operation(summary = "End a key of mine at once")
  public void revoke(String id) {
    who.endKey(id);
  }
}
