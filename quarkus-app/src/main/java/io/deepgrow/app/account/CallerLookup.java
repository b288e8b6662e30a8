package io.deepgrow.app.account;

import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Grant;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells who sends a token or key, and what they may do now. */
@ApplicationScoped
public class CallerLookup {

  private final AccountRepository accounts;
  private final SignIns signIns;
  private final ApiKeys keys;
  private final CallerCache cache;
  private final Clock clock;
  private final AuditTrail audit;

  CallerLookup(
      AccountRepository accounts,
      SignIns signIns,
      ApiKeys keys,
      CallerCache cache,
      Clock clock,
      AuditTrail audit) {
    this.audit = audit;
    this.accounts = accounts;
    this.signIns = signIns;
    this.keys = keys;
    this.cache = cache;
    this.clock = clock;
  }

  /** Whether a text is an API key by its form. */
  public static boolean isKey(String text) {
    return text.startsWith(ApiKeys.PREFIX);
  }

  /** Who sends this, if that was found out within the last seconds; asks no database. */
  public @Nullable Caller known(String secret) {
    return cache.find(Secrets.hash(secret));
  }

  /** Who is signed in by a token of their browser. */
  public Optional<Caller> signedIn(String token) {
    Optional<Caller> caller =
        QuarkusTransaction.requiringNew()
            .call(() -> signIns.use(token).flatMap(accounts::find).flatMap(this::caller));
    cache.put(Secrets.hash(token), caller);
    return caller;
  }

  /**
   * For whom a program calls.
   *
   * @throws RefusedKeyException when the key was good once
   */
  public Optional<Caller> byKey(String text) {
    Optional<Caller> caller =
        QuarkusTransaction.requiringNew().call(() -> keys.find(text).flatMap(this::byKey));
    cache.put(Secrets.hash(text), caller);
    return caller;
  }

  private Optional<Caller> byKey(ApiKey key) {
    keys.use(key)
        .ifPresent(
            reason -> {
              throw new RefusedKeyException(key.id, reason.name().toLowerCase(Locale.ROOT));
            });
    return accounts
        .find(key.account)
        .flatMap(this::caller)
        .map(owner -> owner.limitedTo(ApiKeys.roles(key)));
  }

  /**
   * Who was signed in by the site's identity provider; their account is made at the first time.
   *
   * @param issuer of the provider
   * @param subject that the provider gives to nobody else
   * @param groups they are in, whose roles they have
   * @return empty when the account is locked
   */
  public Optional<Caller> byProvider(
      String issuer, String subject, String name, String displayName, Collection<String> groups) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Account account =
                  accounts
                      .ofProvider(issuer, subject)
                      .orElseGet(() -> add(issuer, subject, name, displayName));
              Set<Grant> grants = new HashSet<>(accounts.grants(account.id));
              grants.addAll(accounts.grants(groups));
              return account.locked
                  ? Optional.<Caller>empty()
                  : Optional.of(AccountRepository.caller(account, grants));
            });
  }

  private Account add(String issuer, String subject, String name, String displayName) {
    Account account = new Account();
    account.id = UUID.randomUUID();
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._@+-]", "-");
    String shown = plain.substring(0, Math.min(50, plain.length()));
    account.name =
        shown.isEmpty() || accounts.named(shown).isPresent()
            ? shown + "-" + account.id.toString().substring(0, 8)
            : shown;
    account.displayName =
        displayName.isBlank()
            ? account.name
            : displayName.substring(0, Math.min(120, displayName.length()));
    account.issuer = issuer;
    account.subject = subject;
    account.createdAt = clock.instant();
    account.signedInAt = account.createdAt;
    accounts.add(account);
    audit.record(
        "account.created",
        new AuditObject("account", account.id.toString()),
        "by the identity provider",
        AccountRepository.caller(account, Set.of()));
    return account;
  }

  private Optional<Caller> caller(Account account) {
    return account.locked ? Optional.empty() : Optional.of(accounts.caller(account));
  }
}
