package io.deepgrow.app.access;

import io.deepgrow.app.caller.Role;
import io.deepgrow.app.compat.protocol.ClientPaths;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * The datastore, tasks and active learning of MONAI Label clients work on all studies at once: they
 * are for who has a role for all studies. Clicks in one study are asked for there.
 */
final class ClientAccess {

  private static final Pattern ALL_STUDIES =
      Pattern.compile("/(datastore|activelearning|train|scoring|batch)(/.*)?");

  private final AccessPolicy access;

  ClientAccess(AccessPolicy access) {
    this.access = access;
  }

  @ServerRequestFilter
  void check(ContainerRequestContext request) {
    String path = ClientPaths.plain(request.getUriInfo().getRequestUri().getPath());
    if (ALL_STUDIES.matcher(path).matches()) {
      access.requireEverywhere(Role.VIEWER);
    }
  }
}
