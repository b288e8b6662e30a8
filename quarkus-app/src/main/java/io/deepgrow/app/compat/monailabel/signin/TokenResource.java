package io.deepgrow.app.compat.monailabel.signin;

import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.caller.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether a token is good; callers without a good one are not let in. */
@Path("/auth/token/valid")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MONAI Label: signing in")
public class TokenResource {

  private final CurrentCaller callers;

  TokenResource(CurrentCaller callers) {
    this.callers = callers;
  }

  @RolesAllowed(Roles.VIEWER)
  @GET
  @Operation(summary = "Who is calling", description = "roles are those of MONAI Label")
  public Map<String, Object> valid() {
    Caller caller = callers.get();
    return Map.of("username", caller.name(), "roles", roles(caller));
  }

  private static List<String> roles(Caller caller) {
    List<String> roles = new ArrayList<>(List.of("user"));
    add(roles, caller, "annotator", Role.ANNOTATOR);
    add(roles, caller, "reviewer", Role.REVIEWER);
    add(roles, caller, "admin", Role.ADMIN);
    if (caller.roles().contains(Role.SERVICE)) {
      // a program does what its plugin offers to admins: training, batches
      roles.addAll(List.of("reviewer", "admin"));
    }
    return roles.stream().distinct().toList();
  }

  private static void add(List<String> roles, Caller caller, String name, Role role) {
    if (caller.roles().contains(role)) {
      roles.add(name);
    }
  }
}
