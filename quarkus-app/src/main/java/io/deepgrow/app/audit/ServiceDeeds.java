package io.deepgrow.app.audit;

import io.deepgrow.app.Outage;
import io.deepgrow.release.Release;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Writes down when the service starts and stops, and with which settings. */
@ApplicationScoped
class ServiceDeeds {

  private static final Logger LOG = Logger.getLogger(ServiceDeeds.class);
  private static final String LAST =
      "select object_id from audit_event where action = 'settings.changed' order by at desc, id"
          + " desc limit 1";

  private final AuditTrail trail;
  private final EntityManager entities;
  private final Config config;

  ServiceDeeds(AuditTrail trail, EntityManager entities, Config config) {
    this.trail = trail;
    this.entities = entities;
    this.config = config;
  }

  void started(@Observes StartupEvent event) {
    write(
        () -> {
          trail.record("service.started", service(), "");
          noteSettings(SettingsDigest.of(config));
        });
  }

  /** Writes the digest down where it is another than at the last start. */
  void noteSettings(SettingsDigest digest) {
    List<?> last = entities.createNativeQuery(LAST).getResultList();
    if (last.isEmpty() || !digest.hash().equals(last.get(0))) {
      trail.record(
          "settings.changed",
          new AuditObject("settings", digest.hash()),
          digest.count() + " settings, without secrets");
    }
  }

  void stopped(@Observes ShutdownEvent event) {
    write(() -> trail.record("service.stopped", service(), ""));
  }

  private static AuditObject service() {
    return new AuditObject("service", Release.version());
  }

  /** The service starts, and above all stops, without the database too. */
  private static void write(Runnable deed) {
    try {
      QuarkusTransaction.requiringNew().run(deed);
    } catch (RuntimeException e) {
      LOG.warnf("start or stop could not be written down: %s", Outage.cause(e));
    }
  }
}
