package io.deepgrow.app.schema;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Lets nothing of the service begin before the database has the schema that this release needs.
 * Where the service migrates at its start that is so at once; else another process does it. Until
 * then the service's port is closed, and on the management port it is live, not ready, and says
 * what it waits for.
 */
@Readiness
@ApplicationScoped
class SchemaGate implements HealthCheck {

  static final String NAME = "schema";

  private static final Logger LOG = Logger.getLogger(SchemaGate.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Schema schema;
  private final SchemaState state;
  private final Duration pause;
  private final CountDownLatch ending = new CountDownLatch(1);
  private volatile String trouble = "not looked at yet";

  @Inject
  SchemaGate(Schema schema, SchemaState state) {
    this(schema, state, PAUSE);
  }

  SchemaGate(Schema schema, SchemaState state, Duration pause) {
    this.schema = schema;
    this.state = state;
    this.pause = pause;
  }

  void await(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 1) StartupEvent event)
      throws InterruptedException {
    if (look()) {
      return;
    }
    LOG.warnf("the service is not ready: %s", trouble);
    Thread end = new Thread(this::end, "schema-gate-end");
    Runtime.getRuntime().addShutdownHook(end);
    do {
      if (ending.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("The service was stopped before its schema was there");
      }
    } while (!look());
    Runtime.getRuntime().removeShutdownHook(end);
    LOG.info("the schema is there now");
  }

  /** Whether the schema will do; what is wrong with it is to be read in the health. */
  private boolean look() {
    try {
      Schema.Look found = schema.look();
      trouble = found.isEnough() ? "" : found.trouble();
    } catch (RuntimeException e) {
      LOG.debug("the schema can't be looked at", e);
      trouble = "the database does not answer";
    }
    if (!trouble.isEmpty()) {
      return false;
    }
    state.markThere();
    return true;
  }

  /** Ends the waiting, without the schema. */
  void end() {
    ending.countDown();
  }

  @Override
  public HealthCheckResponse call() {
    String now = trouble;
    return now.isEmpty()
        ? HealthCheckResponse.up(NAME)
        : HealthCheckResponse.named(NAME).down().withData("reason", now).build();
  }
}
