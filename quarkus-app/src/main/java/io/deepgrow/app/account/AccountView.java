package io.deepgrow.app.account;

import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An account as admins see it.
 *
 * @param signIn {@code PASSWORD}, {@code IDENTITY_PROVIDER}, or {@code NONE} for programs
 * @param revision for If-Match
 */
public record AccountView(
    UUID id,
    String name,
    String displayName,
    Caller.Kind kind,
    String signIn,
    boolean locked,
    List<Grant> grants,
    Instant createdAt,
    Optional<Instant> signedInAt,
    int revision) {}
