package io.deepgrow.app.event;

/**
 * Something happened in a session.
 *
 * @param number counts a session's events from 1, without gaps
 * @param type session, owner, segment, revision, result or review
 * @param detail such as a state or a segment's number
 */
public record SessionEvent(long number, String type, String detail) {}
