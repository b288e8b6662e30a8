package io.deepgrow.app.account;

import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.RecurringWork;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Drops sign-ins and links that have run out, and failed attempts that no longer count. */
@ApplicationScoped
class SignInSweep implements RecurringWork {

  private static final Kind KIND = new Kind("sign-ins", Lane.LIGHT);

  private final SigningIn signingIn;

  SignInSweep(SigningIn signingIn) {
    this.signingIn = signingIn;
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void run() {
    signingIn.forget();
  }
}
