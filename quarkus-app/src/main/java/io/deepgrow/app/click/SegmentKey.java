package io.deepgrow.app.click;

import java.util.UUID;

/**
 * A segment: its row, its session, its number there and what it marks.
 *
 * @param label empty for the structure's own
 * @param locked whether its mask must stay as it is
 */
public record SegmentKey(
    long id, UUID sessionId, int number, String structureId, String label, boolean locked) {}
