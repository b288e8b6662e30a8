package io.deepgrow.app.admin;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.account.AccountView;
import io.deepgrow.app.account.Accounts;
import io.deepgrow.app.account.GroupView;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Grant;
import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.connection.ConnectionChanges;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Accounts of people and programs, their roles, and the roles of groups. */
@Path("/api/v1/admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Admin: accounts")
@RolesAllowed(Roles.ADMIN)
@Blocking
public class AccountResource {

  private static final int MOST = 200;
  private static final int MOST_GRANTS = 200;
  private static final int LONGEST_GROUP = 200;

  /**
   * An account to make.
   *
   * @param password of a person who signs in here; absent for programs
   */
  public record NewAccount(
      @NotNull @Nullable String name,
      @Nullable String displayName,
      Caller.@NotNull @Nullable Kind kind,
      @Nullable String password) {}

  /** All roles that there are to be. */
  public record Grants(@NotNull @Nullable List<@NotNull @Valid Grant> grants) {}

  /** A new password. */
  public record Password(@NotNull @Nullable String password) {}

  private final Accounts accounts;
  private final Projects projects;
  private final ConnectionChanges connections;

  AccountResource(Accounts accounts, Projects projects, ConnectionChanges connections) {
    this.accounts = accounts;
    this.projects = projects;
    this.connections = connections;
  }

  @GET
  @Path("accounts")
  @Operation(
      summary = "Accounts by name",
      description =
          "?search= a text in either of their names, ?after= the last name of the page before")
  public List<AccountView> list(
      @QueryParam("search") @DefaultValue("") String search,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    if (limit < 1 || limit > MOST) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "limit is 1 to " + MOST);
    }
    return accounts.list(search, after, limit);
  }

  @POST
  @Path("accounts")
  @Operation(summary = "Make an account")
  public Response create(@Valid @NotNull NewAccount request) {
    Caller.Kind kind = Objects.requireNonNull(request.kind());
    if (kind != Caller.Kind.PERSON && kind != Caller.Kind.PROGRAM) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "kind is PERSON or PROGRAM");
    }
    if (kind == Caller.Kind.PROGRAM && request.password() != null) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "A program has keys and no password");
    }
    AccountView made =
        accounts.create(
            Objects.requireNonNull(request.name()),
            request.displayName() == null ? "" : request.displayName(),
            kind,
            request.password());
    return Response.created(URI.create("/api/v1/admin/accounts/" + made.id()))
        .entity(made)
        .tag(Integer.toString(made.revision()))
        .build();
  }

  @GET
  @Path("accounts/{id}")
  @Operation(summary = "An account and its roles")
  public Response get(UUID id) {
    return tagged(accounts.get(id));
  }

  @PATCH
  @Path("accounts/{id}")
  @Operation(
      summary = "Rename, lock or unlock an account",
      description = "Who is locked is signed out everywhere, and their keys open nothing")
  public Response change(
      UUID id,
      @Valid @NotNull Accounts.Change change,
      @HeaderParam("If-Match") @Nullable String seen) {
    return tagged(accounts.change(id, SeenRevision.revision(seen), change));
  }

  @PUT
  @Path("accounts/{id}/grants")
  @Operation(
      summary = "Give an account these roles and no others",
      description = "A grant without a project and a connection is for all studies")
  public Response grants(
      UUID id, @Valid @NotNull Grants grants, @HeaderParam("If-Match") @Nullable String seen) {
    return tagged(accounts.setGrants(id, SeenRevision.revision(seen), checked(grants)));
  }

  @PUT
  @Path("accounts/{id}/password")
  @Operation(summary = "Set a person's password", description = "They are signed out everywhere")
  public void password(UUID id, @Valid @NotNull Password password) {
    accounts.setPassword(id, Objects.requireNonNull(password.password()));
  }

  @POST
  @Path("accounts/{id}/sign-out")
  @Operation(summary = "Sign somebody out everywhere")
  public void signOut(UUID id) {
    accounts.signOutEverywhere(id);
  }

  @GET
  @Path("groups")
  @Operation(summary = "Groups of the site's identity provider that have roles here")
  public List<GroupView> groups() {
    return accounts.groups();
  }

  @PUT
  @Path("groups/{name}/grants")
  @Operation(summary = "Give all in a group these roles and no others")
  public GroupView groupGrants(String name, @Valid @NotNull Grants grants) {
    if (name.isBlank() || name.length() > LONGEST_GROUP) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "A group's name has 1 to " + LONGEST_GROUP + " characters");
    }
    return accounts.setGroupGrants(name, checked(grants));
  }

  private Set<Grant> checked(Grants grants) {
    Set<Grant> all = new HashSet<>(Objects.requireNonNull(grants.grants()));
    if (all.size() > MOST_GRANTS) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "At most " + MOST_GRANTS + " roles");
    }
    for (Grant grant : all) {
      UUID project = grant.project();
      UUID connection = grant.connection();
      if (project != null && connection != null) {
        throw new ApiException(
            ErrorCode.BAD_REQUEST, "A role is for a project or for a connection, not for both");
      }
      if (project != null) {
        projects.get(project);
      }
      if (connection != null) {
        connections.get(connection);
      }
    }
    return all;
  }

  private static Response tagged(AccountView account) {
    return Response.ok(account).tag(Integer.toString(account.revision())).build();
  }
}
