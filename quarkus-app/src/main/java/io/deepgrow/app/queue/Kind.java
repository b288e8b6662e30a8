package io.deepgrow.app.queue;

/**
 * A kind of work.
 *
 * @param name in the lane's table and in metrics; once released it stays
 */
public record Kind(String name, Lane lane) {}
