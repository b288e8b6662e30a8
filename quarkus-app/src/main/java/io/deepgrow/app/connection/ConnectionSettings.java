package io.deepgrow.app.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * How a PACS is reached and what it bears; no secret is among it.
 *
 * @param root of its DICOMweb service
 * @param searchRoot of QIDO-RS, where that is another one
 * @param retrieveRoot of WADO-RS, where that is another one
 * @param storeRoot of STOW-RS, where that is another one
 * @param username for {@link AuthenticationKind#BASIC}
 * @param tokenUrl of the authorization server, for {@link AuthenticationKind#CLIENT_CREDENTIALS}
 * @param trustedCertificates PEM of those that alone are trusted; absent for those of Java
 * @param clientCertificate PEM, with those above it
 * @param parallelCalls at the same time, of each replica; absent for no limit
 * @param callsAMinute of each replica; absent for no limit
 * @param quietFrom hour and minute from which background work waits, such as 22:00
 * @param quietTo hour and minute at which it goes on
 * @param zone of these times, such as Europe/Berlin; absent for UTC
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionSettings(
    @NotNull @Nullable String root,
    @Nullable String searchRoot,
    @Nullable String retrieveRoot,
    @Nullable String storeRoot,
    @NotNull @Nullable ConnectionRole role,
    @NotNull @Nullable Dialect dialect,
    @NotNull @Nullable AuthenticationKind authentication,
    @Nullable String username,
    @Nullable String tokenUrl,
    @Nullable String clientId,
    @Nullable String scope,
    @Nullable String trustedCertificates,
    @Nullable String clientCertificate,
    @Nullable Integer parallelCalls,
    @Nullable Integer callsAMinute,
    @Nullable String quietFrom,
    @Nullable String quietTo,
    @Nullable String zone) {}
