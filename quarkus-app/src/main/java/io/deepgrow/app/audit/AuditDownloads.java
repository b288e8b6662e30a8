package io.deepgrow.app.audit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes down what leaves the service as a file. */
@ApplicationScoped
public class AuditDownloads {

  private final AuditTrail trail;

  AuditDownloads(AuditTrail trail) {
    this.trail = trail;
  }

  /** The mask of a segment. */
  public void mask(AuditSubject subject) {
    QuarkusTransaction.requiringNew().run(() -> trail.record("mask.downloaded", subject));
  }

  /** The audit trail itself. */
  public void exported(String format) {
    QuarkusTransaction.requiringNew()
        .run(() -> trail.record("audit.exported", new AuditObject("audit", format), ""));
  }

  /** Something else, such as the labels of an image. */
  public void file(String type, String id) {
    QuarkusTransaction.requiringNew()
        .run(() -> trail.record("file.downloaded", new AuditObject(type, id), ""));
  }
}
