package io.deepgrow.app.console;

import io.deepgrow.app.account.Accounts;
import io.deepgrow.app.caller.Role;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** The groups of the site's identity provider that have roles here. */
@Path("/console/groups")
@Blocking
@ConsolePage
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.ADMIN)
public class GroupsPage {

  /** A group and its roles. */
  record GroupRow(String name, List<RoleRow> roles) {}

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance groups(
        Frame frame, List<GroupRow> groups, List<Places.Place> places, List<Role> all);
  }

  private final Frames frames;
  private final Accounts accounts;
  private final Places places;
  private final RoleForms roles;

  GroupsPage(Frames frames, Accounts accounts, Places places, RoleForms roles) {
    this.frames = frames;
    this.accounts = accounts;
    this.places = places;
    this.roles = roles;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance page(@QueryParam("done") @Nullable String done) {
    return page(Done.text(done), "");
  }

  private TemplateInstance page(String message, String problem) {
    List<Places.Place> all = places.all();
    List<GroupRow> groups =
        accounts.groups().stream()
            .map(group -> new GroupRow(group.name(), RoleRow.of(group.grants(), all)))
            .toList();
    return Pages.groups(
        frames.below(Frames.Place.ACCOUNTS, "Groups of the identity provider", message, problem),
        groups,
        all,
        List.of(Role.values()));
  }

  @POST
  @Path("roles")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response give(
      @FormParam("group") @Nullable String group,
      @FormParam("role") @Nullable String role,
      @FormParam("project") @Nullable String project) {
    return answer(
        Done.ROLE_GIVEN, () -> roles.give(Forms.text(group), Places.grant(role, project)));
  }

  @POST
  @Path("roles/remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public Response take(
      @FormParam("group") @Nullable String group,
      @FormParam("role") @Nullable String role,
      @FormParam("project") @Nullable String project) {
    return answer(
        Done.ROLE_TAKEN, () -> roles.take(Forms.text(group), Places.grant(role, project)));
  }

  private Response answer(Done done, Runnable deed) {
    return Forms.answer(
        () -> {
          deed.run();
          return URI.create(frames.base() + "console/groups" + done.query());
        },
        problem -> page("", problem));
  }
}
