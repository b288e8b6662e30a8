package io.deepgrow.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The clock of the service, in one place so that tests can stop it. */
final class ServiceClock {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
