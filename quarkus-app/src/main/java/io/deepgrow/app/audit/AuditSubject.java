package io.deepgrow.app.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a deed was done to: a session, or what stands in its place, of a series.
 *
 * @param session null where there is none yet
 * @param seriesUid empty where the deed concerns a whole study
 */
public record AuditSubject(@Nullable UUID session, String studyUid, String seriesUid) {}
