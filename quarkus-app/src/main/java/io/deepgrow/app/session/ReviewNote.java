package io.deepgrow.app.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of the newest result of a session.
 *
 * @param id of the review
 * @param round counts a session's results from 1
 * @param comment of who returned it; absent without one
 * @param place what that is about; absent without one
 * @param reviewer the name of the account; absent while nobody has taken it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReviewNote(
    UUID id,
    ReviewState state,
    int round,
    @Nullable String comment,
    @Nullable ReviewPlace place,
    @Nullable String reviewer) {}
