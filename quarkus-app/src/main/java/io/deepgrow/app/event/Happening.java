package io.deepgrow.app.event;

import java.util.UUID;

/**
 * Something that happened in a session, told to observers in the transaction of the deed.
 *
 * @param type as of {@link SessionEvent}
 */
public record Happening(UUID session, String type, String detail) {}
