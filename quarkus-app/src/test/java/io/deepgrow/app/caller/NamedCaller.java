package io.deepgrow.app.caller;

import io.quarkus.security.identity.SecurityIdentity;

/** Somebody whom a test names, whoever has signed in. */
public final class NamedCaller extends CurrentCaller {

  private final Caller caller;

  public NamedCaller(SecurityIdentity identity, Caller caller) {
    super(identity);
    this.caller = caller;
  }

  @Override
  public Caller get() {
    return caller;
  }
}
