package io.deepgrow.app.session;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.model.ServedVersion;
import io.deepgrow.app.project.SettingsOfProjects;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes sessions of the caller, as the projects of their study say. */
@ApplicationScoped
class NewSessions {

  private final SessionRepository sessions;
  private final ModelService models;
  private final SettingsOfProjects projects;
  private final BlindCopies copies;
  private final AuditTrail audit;
  private final CurrentCaller callers;
  private final Clock clock;

  NewSessions(
      SessionRepository sessions,
      ModelService models,
      SettingsOfProjects projects,
      BlindCopies copies,
      AuditTrail audit,
      CurrentCaller callers,
      Clock clock) {
    this.sessions = sessions;
    this.models = models;
    this.projects = projects;
    this.copies = copies;
    this.audit = audit;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * The version of a model that a session begins with.
   *
   * @param requested null for the one that the projects of the study name, or the standard one
   * @throws ApiException {@code model.not_found}, {@code model.unavailable}
   */
  ServedVersion model(StudyUid study, @Nullable String requested, UUID session) {
    String id = requested == null ? projects.modelOf(study.value()).orElse(null) : requested;
    return models.choose(id, session);
  }

  /**
   * Adds a session in the caller's transaction.
   *
   * @throws ApiException {@code review.copies_taken}
   */
  @Transactional(Transactional.TxType.MANDATORY)
  SessionKey add(
      UUID id, StudyUid study, SeriesUid series, ServedVersion model, ConnectionId source) {
    copies.require(study.value());
    AnnotationSession session = new AnnotationSession();
    session.id = id;
    session.studyUid = study.value();
    session.seriesUid = series.value();
    session.modelId = model.descriptor().id();
    session.modelVersion = model.id();
    session.connectionId = source.column();
    session.createdAt = clock.instant();
    session.createdBy = callers.get().id();
    session.createdByName = callers.get().name();
    session.ownerId = session.createdBy;
    session.ownerName = session.createdByName;
    sessions.add(session);
    audit.record("session.opened", session.key().subject());
    return session.key();
  }
}
