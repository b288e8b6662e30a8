package io.deepgrow.app.account;

import io.deepgrow.app.caller.Caller;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code account}: a person, or a program. */
@Entity
@Table(name = "account")
class Account {

  @Id UUID id = new UUID(0, 0);

  /** How somebody signs in, in small letters. */
  String name = "";

  @Column(name = "display_name")
  String displayName = "";

  @Enumerated(EnumType.STRING)
  Caller.Kind kind = Caller.Kind.PERSON;

  /** The identity provider that knows this person; null for an account of our own. */
  @Nullable String issuer;

  /** The name that the identity provider never gives to anybody else. */
  @Nullable String subject;

  @Column(name = "password_hash")
  @Nullable String passwordHash;

  boolean locked;

  @Version int revision;

  @Column(name = "created_at")
  Instant createdAt = Instant.EPOCH;

  @Column(name = "signed_in_at")
  @Nullable Instant signedInAt;
}
