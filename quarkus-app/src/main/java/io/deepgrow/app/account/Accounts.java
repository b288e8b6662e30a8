package io.deepgrow.app.account;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.Labels;
import io.deepgrow.app.audit.AuditObject;
import io.deepgrow.app.audit.AuditTrail;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Grant;
import io.deepgrow.app.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Accounts as admins make and change them. Every method is a transaction with its audit row. */
@ApplicationScoped
public class Accounts {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,63}");
  private static final String ACCOUNT = "account";

  private final AccountRepository accounts;
  private final SignIns signIns;
  private final SetupCodes setup;
  private final Passwords passwords;
  private final AuditTrail audit;
  private final CallerCache cache;
  private final Clock clock;

  Accounts(
      AccountRepository accounts,
      SignIns signIns,
      SetupCodes setup,
      Passwords passwords,
      AuditTrail audit,
      CallerCache cache,
      Clock clock) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.setup = setup;
    this.passwords = passwords;
    this.audit = audit;
    this.cache = cache;
    this.clock = clock;
  }

  /** A change of an account; null leaves a thing as it is. */
  public record Change(@Nullable String displayName, @Nullable Boolean locked) {}

  /**
   * Accounts by name.
   *
   * @param search a text in either of their names; empty for all
   * @param after the last name of the page before
   */
  public List<AccountView> list(String search, String after, int most) {
    return QuarkusTransaction.requiringNew()
        .call(() -> accounts.list(search, after, most).stream().map(this::view).toList());
  }

  /** An account; {@code account.not_found}. */
  public AccountView get(UUID id) {
    return QuarkusTransaction.requiringNew().call(() -> view(require(id)));
  }

  /**
   * Makes an account.
   *
   * @param password of a person who signs in here; null otherwise
   * @throws ApiException {@code account.exists}, {@code account.weak_password}, {@code
   *     request.malformed}
   */
  public AccountView create(
      String name, String displayName, Caller.Kind kind, @Nullable String password) {
    requireName(name);
    String hash = password == null ? null : hash(password, name);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              Account account = add(name, displayName, kind, hash);
              audit.record("account.created", object(account), kind + " " + name);
              return view(account);
            });
  }

  /** Whether the first admin is still to be made. */
  public boolean isSetupOpen() {
    return QuarkusTransaction.requiringNew().call(setup::isOpen);
  }

  /**
   * Makes the first admin.
   *
   * @throws ApiException {@code account.setup_closed} when the code is not the right one, or there
   *     is an admin
   */
  public AccountView setUp(String code, String name, String displayName, String password) {
    requireName(name);
    String hash = hash(password, name);
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              if (!setup.take(code)) {
                throw new ApiException(
                    ErrorCode.SETUP_CLOSED,
                    "The code is not the one of the log, or the first admin has been made");
              }
              Account account = add(name, displayName, Caller.Kind.PERSON, hash);
              accounts.setGrants(account.id, Set.of(Grant.everywhere(Role.ADMIN)));
              audit.record(
                  "account.created",
                  object(account),
                  "first admin " + name,
                  accounts.caller(account));
              return view(account);
            });
  }

  private Account add(String name, String display, Caller.Kind kind, @Nullable String hash) {
    if (accounts.named(name).isPresent()) {
      throw new ApiException(ErrorCode.ACCOUNT_EXISTS, "There is an account " + name + " already");
    }
    Account account = new Account();
    account.id = UUID.randomUUID();
    account.name = name;
    account.displayName = shown(display, name);
    account.kind = kind;
    account.passwordHash = hash;
    account.createdAt = clock.instant();
    accounts.add(account);
    return account;
  }

  /** The name that others see; without one, that of the account. */
  private static String shown(String display, String name) {
    return display.isBlank() ? name : Labels.require(display);
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST,
          "An account's name has 1 to 64 of: small letters, digits, . _ @ + -, a letter or digit"
              + " first");
    }
  }

  private String hash(String password, String name) {
    Passwords.requireGood(password, name);
    return passwords.hash(password);
  }

  /**
   * Changes an account that is still as the caller saw it.
   *
   * @param revision that the caller saw; null for any
   */
  public AccountView change(UUID id, @Nullable Integer revision, Change change) {
    AccountView after =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  Account account = hold(id, revision);
                  String before = account.displayName + (account.locked ? ", locked" : "");
                  if (change.displayName() != null) {
                    account.displayName = shown(change.displayName(), account.name);
                  }
                  if (change.locked() != null && change.locked() != account.locked) {
                    account.locked = change.locked();
                    requireAdminLeft(account);
                    signIns.endAll(id);
                  }
                  String now = account.displayName + (account.locked ? ", locked" : "");
                  audit.record("account.changed", object(account), before + " -> " + now);
                  accounts.flush();
                  return view(account);
                });
    cache.forgetAll();
    return after;
  }

  /** Gives an account these roles and no others. */
  public AccountView setGrants(UUID id, @Nullable Integer revision, Set<Grant> grants) {
    AccountView after =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  Account account = hold(id, revision);
                  Set<Grant> before = accounts.grants(id);
                  accounts.setGrants(id, grants);
                  if (!grants.contains(Grant.everywhere(Role.ADMIN))
                      && before.contains(Grant.everywhere(Role.ADMIN))) {
                    requireAdminLeft(account);
                  }
                  audit.record(
                      "grants.changed", object(account), text(before) + " -> " + text(grants));
                  accounts.touch(account);
                  return view(account);
                });
    cache.forgetAll();
    return after;
  }

  /** The groups of the identity provider that have roles. */
  public List<GroupView> groups() {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                accounts.groups().stream()
                    .map(group -> new GroupView(group, accounts.grants(Set.of(group))))
                    .toList());
  }

  /** Gives all in a group of the identity provider these roles and no others. */
  public GroupView setGroupGrants(String group, Set<Grant> grants) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Set<Grant> before = accounts.grants(Set.of(group));
              accounts.setGrants(group, grants);
              audit.record(
                  "grants.changed",
                  new AuditObject("group", group),
                  text(before) + " -> " + text(grants));
            });
    cache.forgetAll();
    return new GroupView(group, grants);
  }

  /** Sets a person's password; they are signed out everywhere. */
  public void setPassword(UUID id, String password) {
    String hash = hash(password, get(id).name());
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Account account = hold(id, null);
              if (account.kind != Caller.Kind.PERSON || account.issuer != null) {
                throw new ApiException(
                    ErrorCode.ACCOUNT_NO_PASSWORD,
                    account.name
                        + " has no password here: programs have keys, people of the"
                        + " identity provider sign in there");
              }
              account.passwordHash = hash;
              signIns.endAll(id);
              audit.record("password.set", object(account), "");
            });
    cache.forgetAll();
  }

  /** Signs somebody out everywhere. */
  public void signOutEverywhere(UUID id) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              Account account = require(id);
              int places = signIns.endAll(id);
              audit.record("signed_out.everywhere", object(account), places + " places");
            });
    cache.forgetAll();
  }

  private Account hold(UUID id, @Nullable Integer revision) {
    Account account = accounts.hold(id).orElseThrow(Accounts::notFound);
    if (revision != null && revision != account.revision) {
      throw new ApiException(
          ErrorCode.CHANGED, "Somebody has changed this account meanwhile; look at it anew");
    }
    return account;
  }

  private Account require(UUID id) {
    return accounts.find(id).orElseThrow(Accounts::notFound);
  }

  private static ApiException notFound() {
    return new ApiException(ErrorCode.ACCOUNT_NOT_FOUND, "There is no such account");
  }

  private void requireAdminLeft(Account changed) {
    boolean was = accounts.grants(changed.id).contains(Grant.everywhere(Role.ADMIN));
    boolean is = was && !changed.locked;
    if (!is && !accounts.hasOtherAdmin(changed.id)) {
      throw new ApiException(
          ErrorCode.ACCOUNT_LAST_ADMIN,
          "Nobody could change accounts any more; make another admin");
    }
  }

  private AccountView view(Account account) {
    return new AccountView(
        account.id,
        account.name,
        account.displayName,
        account.kind,
        account.issuer == null
            ? (account.passwordHash == null ? "NONE" : "PASSWORD")
            : "IDENTITY_PROVIDER",
        account.locked,
        sorted(accounts.grants(account.id)),
        account.createdAt,
        Optional.ofNullable(account.signedInAt),
        account.revision);
  }

  private static AuditObject object(Account account) {
    return new AuditObject(ACCOUNT, account.id.toString());
  }

  private static List<Grant> sorted(Set<Grant> grants) {
    return grants.stream()
        .sorted(
            Comparator.comparing(Grant::role)
                .thenComparing(g -> String.valueOf(g.project()))
                .thenComparing(g -> String.valueOf(g.connection())))
        .toList();
  }

  private static String where(Grant grant) {
    if (grant.isEverywhere()) {
      return "";
    }
    return grant.project() == null
        ? " in connection " + grant.connection()
        : " in " + grant.project();
  }

  private static String text(Set<Grant> grants) {
    return sorted(grants).stream()
        .map(g -> g.role() + where(g))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
