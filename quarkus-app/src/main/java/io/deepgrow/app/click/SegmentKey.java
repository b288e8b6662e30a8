package io.deepgrow.app.click;

import java.util.UUID;

/**
 * A segment: its row, its session, its number there and what it marks.
 *
 * @param label empty for the structure's own
 */
public record SegmentKey(long id, UUID sessionId, int number, String structureId, String label) {}
