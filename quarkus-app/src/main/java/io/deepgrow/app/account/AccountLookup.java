package io.deepgrow.app.account;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.caller.Caller;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Finds somebody other than the caller, who need not be signed in. */
@ApplicationScoped
public class AccountLookup {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /**
   * Somebody.
   *
   * @param caller with the roles that an admin gave to the account itself
   * @param hasGroups whether they may have other roles by groups of the identity provider, which
   *     are known only while they are signed in
   */
  public record Found(Caller caller, boolean locked, boolean hasGroups) {}

  private final AccountRepository accounts;

  AccountLookup(AccountRepository accounts) {
    this.accounts = accounts;
  }

  /**
   * The account of a name or id.
   *
   * @throws ApiException {@code account.not_found}
   */
  public Found find(String nameOrId) {
    String text = nameOrId.strip().toLowerCase(Locale.ROOT);
    return QuarkusTransaction.joiningExisting()
        .call(
            () ->
                accounts
                    .named(text)
                    .or(() -> byId(text))
                    .map(this::found)
                    .orElseThrow(
                        () ->
                            new ApiException(
                                ErrorCode.ACCOUNT_NOT_FOUND, "There is no such account")));
  }

  private Optional<Account> byId(String text) {
    return ID.matcher(text).matches() ? accounts.find(UUID.fromString(text)) : Optional.empty();
  }

  private Found found(Account account) {
    return new Found(
        new Caller(
            account.id,
            account.kind,
            account.name,
            account.displayName,
            accounts.grants(account.id)),
        account.locked,
        account.issuer != null);
  }
}
