package io.deepgrow.app.security;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.StoredText;
import io.deepgrow.app.audit.RefusalLog;
import io.deepgrow.app.caller.Caller;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Sees each answer that refuses somebody for want of a role, by whatever way: API, sessions,
 * DICOMweb, metrics.
 */
@ApplicationScoped
class AuditedRefusals {

  /** Before anything is refused to a caller. */
  private static final int ORDER = 25_000;

  private static final int LONGEST = 120;

  private final RefusalLog log;

  AuditedRefusals(RefusalLog log) {
    this.log = log;
  }

  void register(@Observes Filters filters) {
    filters.register(this::watch, ORDER);
  }

  private void watch(RoutingContext context) {
    context.addEndHandler(ended -> look(context));
    context.next();
  }

  private void look(RoutingContext context) {
    Caller caller = Identities.caller(context);
    if (caller != null && context.response().getStatusCode() == ErrorCode.FORBIDDEN.status()) {
      // the query may name a patient
      String request = context.request().method() + " " + context.normalizedPath();
      log.add(caller, Identities.from(context), StoredText.of(request, LONGEST));
    }
  }
}
