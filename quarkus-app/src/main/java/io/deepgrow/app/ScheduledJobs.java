package io.deepgrow.app;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/**
 * Lets the scheduled jobs run once everything else has started: a service that refuses to start has
 * then begun no work.
 */
@ApplicationScoped
public class ScheduledJobs {

  private final Scheduler scheduler;

  ScheduledJobs(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  void begin(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
    scheduler.resume();
  }
}
