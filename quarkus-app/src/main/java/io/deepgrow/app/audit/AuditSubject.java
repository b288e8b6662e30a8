package io.deepgrow.app.audit;

import java.util.UUID;

/**
 * What a deed was done to: a session, or what stands in its place, of a series.
 *
 * @param seriesUid empty where the deed concerns a whole study
 */
public record AuditSubject(UUID session, String studyUid, String seriesUid) {}
