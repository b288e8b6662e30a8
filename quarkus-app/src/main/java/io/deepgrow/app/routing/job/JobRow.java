package io.deepgrow.app.routing.job;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.action.ActionKind;
import java.time.Instant;
import java.util.UUID;

/**
 * What decides about the next step of a job; its row is held.
 *
 * @param turn of the newest attempt; 0 before the first
 * @param tries attempts that failed in a passing way
 * @param deaths attempts during which their process ended
 */
record JobRow(
    UUID id,
    ActionKind kind,
    JobState state,
    ConnectionId connection,
    String studyUid,
    String seriesUid,
    int priority,
    Instant notBefore,
    Instant waitingSince,
    int turn,
    int tries,
    int deaths) {}
