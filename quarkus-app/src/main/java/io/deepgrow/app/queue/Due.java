package io.deepgrow.app.queue;

import java.time.Instant;
import java.util.UUID;

/**
 * A row that has to be looked at.
 *
 * @param row its id, and the id of what stands for it in the lane
 * @param at not before
 */
public record Due(UUID row, Instant at) {}
