package io.deepgrow.app.console;

import io.deepgrow.app.caller.Roles;
import io.deepgrow.app.trial.ModelTrials;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The picture of a trial on a session, for who may see the session. */
@Path("/console/models/trials/{id}.png")
@Blocking
@ConsolePage
@RolesAllowed(Roles.OPERATOR)
public class TrialPicturePage {

  private final ModelTrials trials;

  TrialPicturePage(ModelTrials trials) {
    this.trials = trials;
  }

  @GET
  @Produces("image/png")
  @Operation(hidden = true)
  public byte[] picture(UUID id) {
    return trials.picture(id);
  }
}
