package io.deepgrow.app.connection;

import io.deepgrow.app.secret.SecretStamp;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code pacs_connection}. */
@Entity
@Table(name = "pacs_connection")
class PacsConnection {

  @Id UUID id = new UUID(0, 0);
  String name = "";
  String root = "";

  @Column(name = "search_root")
  @Nullable String searchRoot;

  @Column(name = "retrieve_root")
  @Nullable String retrieveRoot;

  @Column(name = "store_root")
  @Nullable String storeRoot;

  @Enumerated(EnumType.STRING)
  ConnectionRole role = ConnectionRole.BOTH;

  @Enumerated(EnumType.STRING)
  Dialect dialect = Dialect.GENERIC;

  @Enumerated(EnumType.STRING)
  AuthenticationKind authentication = AuthenticationKind.NONE;

  @Nullable String username;

  @Column(name = "token_url")
  @Nullable String tokenUrl;

  @Column(name = "client_id")
  @Nullable String clientId;

  @Nullable String scope;

  @Column(name = "trusted_certificates")
  @Nullable String trustedCertificates;

  @Column(name = "client_certificate")
  @Nullable String clientCertificate;

  @Column(name = "parallel_calls")
  @Nullable Integer parallelCalls;

  @Column(name = "calls_a_minute")
  @Nullable Integer callsAMinute;

  @Column(name = "quiet_from")
  @Nullable String quietFrom;

  @Column(name = "quiet_to")
  @Nullable String quietTo;

  @Nullable String zone;
  boolean enabled = true;
  @Version int revision = 1;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "changed_at")
  Instant changedAt = Instant.EPOCH;

  /** Takes over settings that were looked through. */
  void set(ConnectionSettings settings) {
    root = String.valueOf(settings.root());
    searchRoot = settings.searchRoot();
    retrieveRoot = settings.retrieveRoot();
    storeRoot = settings.storeRoot();
    role = settings.role() == null ? ConnectionRole.BOTH : settings.role();
    dialect = settings.dialect() == null ? Dialect.GENERIC : settings.dialect();
    authentication =
        settings.authentication() == null ? AuthenticationKind.NONE : settings.authentication();
    username = settings.username();
    tokenUrl = settings.tokenUrl();
    clientId = settings.clientId();
    scope = settings.scope();
    trustedCertificates = settings.trustedCertificates();
    clientCertificate = settings.clientCertificate();
    parallelCalls = settings.parallelCalls();
    callsAMinute = settings.callsAMinute();
    quietFrom = settings.quietFrom();
    quietTo = settings.quietTo();
    zone = settings.zone();
  }

  ConnectionSettings settings() {
    return new ConnectionSettings(
        root,
        searchRoot,
        retrieveRoot,
        storeRoot,
        role,
        dialect,
        authentication,
        username,
        tokenUrl,
        clientId,
        scope,
        trustedCertificates,
        clientCertificate,
        parallelCalls,
        callsAMinute,
        quietFrom,
        quietTo,
        zone);
  }

  ConnectionView view(List<SecretStamp> secrets) {
    return new ConnectionView(id, name, false, enabled, settings(), secrets, revision);
  }
}
