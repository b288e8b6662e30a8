package io.deepgrow.app.compat.monailabel.signin;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Whether a token is good; callers without a good one are not let in. */
@Path("/auth/token/valid")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "MONAI Label: signing in")
public class TokenResource {

  private static final List<String> ROLES = List.of("user", "annotator", "reviewer", "admin");

  @GET
  @Operation(summary = "Who is calling")
  public Map<String, Object> valid() {
    return Map.of("username", "caller", "roles", ROLES);
  }
}
