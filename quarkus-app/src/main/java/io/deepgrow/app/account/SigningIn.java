package io.deepgrow.app.account;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** How people sign in with a password, and out. */
@ApplicationScoped
public class SigningIn {

  private static final int LONGEST_NAME = 64;

  private final AccountRepository accounts;
  private final SignIns signIns;
  private final SignInThrottle throttle;
  private final Passwords passwords;
  private final AuditTrail audit;
  private final CallerCache cache;
  private final CurrentCaller callers;
  private final Clock clock;

  SigningIn(
      AccountRepository accounts,
      SignIns signIns,
      SignInThrottle throttle,
      Passwords passwords,
      AuditTrail audit,
      CallerCache cache,
      CurrentCaller callers,
      Clock clock) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.throttle = throttle;
    this.passwords = passwords;
    this.audit = audit;
    this.cache = cache;
    this.callers = callers;
    this.clock = clock;
  }

  /**
   * Signs somebody in.
   *
   * @param address from where
   * @return the token for their browser
   * @throws ApiException {@code account.wrong_password}, which does not tell whether there is such
   *     an account; {@code security.too_many_guesses}
   */
  public String signIn(String name, String password, String address) {
    UUID account = requireAccount(name, password, address);
    return QuarkusTransaction.requiringNew().call(() -> signIns.begin(account, address));
  }

  /** The account of a name and its password, checked as for {@link #signIn}. */
  UUID requireAccount(String given, String password, String address) {
    String name = given.strip().toLowerCase(Locale.ROOT);
    String counted = name.substring(0, Math.min(LONGEST_NAME, name.length()));
    QuarkusTransaction.requiringNew().run(() -> throttle.begin(counted, address));
    Optional<Account> account = find(name);
    String stored = account.map(a -> a.passwordHash).orElse(null);
    boolean right =
        passwords.matches(password, stored) && account.map(a -> !a.locked).orElse(false);
    if (!right) {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  audit.refused(
                      "signed_in",
                      new AuditObject(
                          "account", account.map(a -> a.id.toString()).orElse("unknown")),
                      "wrong name or password, or locked"));
      throw new ApiException(
          ErrorCode.WRONG_PASSWORD, "There is no account of that name and password");
    }
    return QuarkusTransaction.requiringNew()
        .call(() -> succeed(account.orElseThrow().id, counted, password, address));
  }

  private Optional<Account> find(String name) {
    return QuarkusTransaction.requiringNew().call(() -> accounts.named(name));
  }

  private UUID succeed(UUID id, String counted, String password, String address) {
    throttle.succeeded(counted, address);
    Account account = accounts.hold(id).orElseThrow();
    account.signedInAt = clock.instant();
    if (account.passwordHash != null && Passwords.isDated(account.passwordHash)) {
      account.passwordHash = passwords.hash(password);
    }
    audit.record(
        "signed_in", new AuditObject("account", id.toString()), "", accounts.caller(account));
    return id;
  }

  /**
   * Changes the caller's own password; they are signed out everywhere else.
   *
   * @return the new token for their browser
   * @throws ApiException {@code account.no_password}, {@code account.wrong_password}, {@code
   *     account.weak_password}, {@code security.too_many_guesses}
   */
  public String changePassword(String present, String next, String address) {
    Caller caller = callers.get();
    UUID id = person(caller);
    if (!hasPassword(id)) {
      throw new ApiException(
          ErrorCode.ACCOUNT_NO_PASSWORD,
          "You sign in with the account of your site; change its password there");
    }
    requireAccount(caller.name(), present, address);
    Passwords.requireGood(next, caller.name());
    String hash = passwords.hash(next);
    String token =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  accounts.hold(id).orElseThrow().passwordHash = hash;
                  signIns.endAll(id);
                  audit.record("password.set", new AuditObject("account", id.toString()), "own");
                  return signIns.begin(id, address);
                });
    cache.forgetAll();
    return token;
  }

  /**
   * Makes the code of a link that signs the caller in once, such as in another browser.
   *
   * @throws ApiException {@code security.forbidden} for who did not sign in
   */
  public String link() {
    UUID id = person(callers.get());
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              audit.record("link.made", new AuditObject("account", id.toString()), "");
              return signIns.link(id);
            });
  }

  /**
   * Signs in by the code of a link.
   *
   * @throws ApiException {@code account.wrong_password} when it was used or has run out
   */
  public String signInByLink(String code, String address) {
    QuarkusTransaction.requiringNew().run(() -> throttle.begin("link", address));
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Account account =
                  signIns
                      .takeLink(code)
                      .flatMap(accounts::find)
                      .filter(a -> !a.locked)
                      .orElseThrow(
                          () ->
                              new ApiException(
                                  ErrorCode.WRONG_PASSWORD,
                                  "The link was used before or has run out; sign in with name and"
                                      + " password"));
              throttle.succeeded("link", address);
              audit.record(
                  "signed_in",
                  new AuditObject("account", account.id.toString()),
                  "by a link",
                  accounts.caller(account));
              return signIns.begin(account.id, address);
            });
  }

  private boolean hasPassword(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(() -> accounts.find(id).map(account -> account.passwordHash != null).orElse(false));
  }

  private static UUID person(Caller caller) {
    UUID id = caller.id();
    if (id == null || caller.kind() != Caller.Kind.PERSON) {
      throw new ApiException(
          ErrorCode.FORBIDDEN, "Only a person who signed in can do this, no program and no key");
    }
    return id;
  }

  /** Signs the caller out everywhere but where they have this token. */
  public void signOutElsewhere(String token) {
    UUID id = person(callers.get());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              int places = signIns.endOthers(id, token);
              audit.record(
                  "signed_out.elsewhere",
                  new AuditObject("account", id.toString()),
                  places + " places");
            });
    cache.forgetAll();
  }

  /** Writes down that the site's identity provider has just signed the caller in. */
  public void fromProvider() {
    UUID id = callers.get().id();
    if (id != null) {
      QuarkusTransaction.requiringNew()
          .run(
              () ->
                  audit.record(
                      "signed_in",
                      new AuditObject("account", id.toString()),
                      "by the identity provider"));
    }
  }

  /** Signs out whoever has this token. */
  public void signOut(String token) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              signIns.end(token);
              UUID id = callers.get().id();
              audit.record("signed_out", new AuditObject("account", String.valueOf(id)), "");
            });
    cache.forget(Secrets.hash(token));
  }

  /** Drops sign-ins that have run out, and failed attempts that no longer count. */
  int forget() {
    return QuarkusTransaction.requiringNew().call(() -> signIns.forget() + throttle.forget());
  }
}
