package io.deepgrow.app.caller;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** Who makes the request that is being answered. */
@ApplicationScoped
public class CurrentCaller {

  /** The attribute of an identity that holds its {@link Caller}. */
  public static final String CALLER = "deepgrow.caller";

  /** The attribute of an identity that holds its {@link Origin}. */
  public static final String ORIGIN = "deepgrow.origin";

  /**
   * From where a request came.
   *
   * @param address of the network
   * @param requestId by which its deeds are found together
   */
  public record Origin(String address, String requestId) {

    static final Origin NONE = new Origin("", "");
  }

  private final SecurityIdentity identity;

  CurrentCaller(SecurityIdentity identity) {
    this.identity = identity;
  }

  /** The caller; the service itself where nobody waits for an answer. */
  public Caller get() {
    Caller otherwise = origin().equals(Origin.NONE) ? Caller.SERVICE : Caller.UNKNOWN;
    return attribute(CALLER, otherwise);
  }

  public Origin origin() {
    return attribute(ORIGIN, Origin.NONE);
  }

  private <T> T attribute(String name, T otherwise) {
    ArcContainer container = Arc.container();
    if (container == null || !container.requestContext().isActive()) {
      return otherwise;
    }
    T value = identity.getAttribute(name);
    return value == null ? otherwise : value;
  }
}
