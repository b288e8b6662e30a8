package io.deepgrow.app.admin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.account.KeyView;
import io.deepgrow.app.account.Keys;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who somebody is here, what they may do and why, and their own keys. */
@Path("/api/v1/me")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Who I am")
@RolesAllowed({Roles.VIEWER, Roles.AUDITOR})
@Blocking
public class MeResource {

  /**
   * A role and where it comes from.
   *
   * @param where all studies, or the name of a project
   */
  public record Permission(Role role, String where, @Nullable UUID project, Set<Role> includes) {}

  /** Who is calling. */
  public record Me(
      @Nullable UUID id,
      Caller.Kind kind,
      String name,
      String displayName,
      List<Permission> permissions) {}

  /** A key for oneself. */
  public record OwnKey(
      @NotNull @Nullable String name,
      @NotNull @Nullable Set<@NotNull Role> roles,
      @NotNull @Nullable Integer days) {}

  private final CurrentCaller callers;
  private final Projects projects;
  private final Keys keys;

  MeResource(CurrentCaller callers, Projects projects, Keys keys) {
    this.callers = callers;
    this.projects = projects;
    this.keys = keys;
  }

  @GET
  @Operation(summary = "Who I am, what I may do, and why")
  public Me me() {
    Caller caller = callers.get();
    List<Permission> permissions =
        caller.grants().stream()
            .map(
                grant ->
                    new Permission(
                        grant.role(),
                        grant.project() == null
                            ? "all studies"
                            : projects.get(grant.project()).name(),
                        grant.project(),
                        grant.role().withIncluded()))
            .sorted(Comparator.comparing(Permission::role).thenComparing(Permission::where))
            .toList();
    return new Me(caller.id(), caller.kind(), caller.name(), caller.displayName(), permissions);
  }

  @GET
  @Path("keys")
  @Operation(summary = "My keys, the newest first")
  public List<KeyView> keys() {
    return keys.list(person());
  }

  @POST
  @Path("keys")
  @Operation(
      summary = "Make a key for myself",
      description = "It may do what I may, as far as its roles go. The answer alone has the key.")
  public Response make(@Valid @NotNull OwnKey request) {
    KeyView made =
        keys.make(
            person(),
            Objects.requireNonNull(request.name()),
            Objects.requireNonNull(request.roles()),
            Duration.ofDays(Objects.requireNonNull(request.days())));
    return Response.created(URI.create("/api/v1/me/keys/" + made.id())).entity(made).build();
  }

  @DELETE
  @Path("keys/{id}")
  @Operation(summary = "End a key of mine at once")
  public void revoke(String id) {
    if (!keys.owner(id).equals(person())) {
      throw new ApiException(ErrorCode.KEY_NOT_FOUND, "There is no such key of yours");
    }
    keys.revoke(id);
  }

  /** Keys make no keys: one that got lost must not live on in others. */
  private UUID person() {
    Caller caller = callers.get();
    UUID id = caller.id();
    if (id == null || caller.kind() != Caller.Kind.PERSON) {
      throw new ApiException(ErrorCode.FORBIDDEN, "Only a person who signed in has keys here");
    }
    return id;
  }
}
