package io.deepgrow.app.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A deed as it is written down.
 *
 * @param id its number
 * @param actor how the account is called
 * @param roles that the actor had, with commas between
 * @param outcome {@code DONE} or {@code REFUSED}
 * @param detail what it was before and after, or why
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record AuditRow(
    long id,
    Instant at,
    String actor,
    Optional<UUID> actorId,
    String actorKind,
    String roles,
    String address,
    String requestId,
    String action,
    Optional<UUID> session,
    Optional<String> study,
    Optional<String> series,
    Optional<String> sopInstance,
    String objectType,
    String objectId,
    String outcome,
    String detail) {}
