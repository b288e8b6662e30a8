package io.deepgrow.app.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The model of a session.
 *
 * @param version the version that the session began with; null for sessions from before there were
 *     versions, which go on with the oldest one of their model
 */
public record ModelRef(String id, @Nullable UUID version) {}
