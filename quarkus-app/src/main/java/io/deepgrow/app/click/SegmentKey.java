package io.deepgrow.app.click;

import java.util.UUID;

/** A segment: its row, its session, its number there and what it marks. */
public record SegmentKey(long id, UUID sessionId, int number, String structureId) {}
