package io.deepgrow.app.account;

import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Grant;
import io.deepgrow.app.caller.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Accounts and their roles in the database; every method joins the caller's transaction. */
@ApplicationScoped
class AccountRepository {

  private final EntityManager entities;

  AccountRepository(EntityManager entities) {
    this.entities = entities;
  }

  void add(Account account) {
    entities.persist(account);
    entities.flush();
  }

  /** Writes what was changed, so that its revision is known. */
  void flush() {
    entities.flush();
  }

  /** Counts up the revision of an account whose roles were changed. */
  void touch(Account account) {
    entities.lock(account, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
    entities.flush();
  }

  Optional<Account> find(UUID id) {
    return Optional.ofNullable(entities.find(Account.class, id));
  }

  /** An account whose row is held until the transaction ends. */
  Optional<Account> hold(UUID id) {
    return Optional.ofNullable(entities.find(Account.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  Optional<Account> named(String name) {
    return entities
        .createQuery("from Account a where a.name = :name", Account.class)
        .setParameter("name", name)
        .getResultStream()
        .findFirst();
  }

  Optional<Account> ofProvider(String issuer, String subject) {
    return entities
        .createQuery("from Account a where a.issuer = :issuer and a.subject = :s", Account.class)
        .setParameter("issuer", issuer)
        .setParameter("s", subject)
        .getResultStream()
        .findFirst();
  }

  /** Accounts by name, those after one name that have a text in either of their names. */
  List<Account> list(String search, String after, int most) {
    return entities
        .createQuery(
            "from Account a where a.name > :after and (locate(:text, a.name) > 0 or locate(:text,"
                + " lower(a.displayName)) > 0) order by a.name",
            Account.class)
        .setParameter("after", after)
        .setParameter("text", search.strip().toLowerCase(Locale.ROOT))
        .setMaxResults(most)
        .getResultList();
  }

  /** An account as a caller, with its own roles. */
  Caller caller(Account account) {
    return caller(account, grants(account.id));
  }

  /** An account as a caller with these roles. */
  static Caller caller(Account account, Set<Grant> grants) {
    return new Caller(account.id, account.kind, account.name, account.displayName, grants);
  }

  /** The roles of an account. */
  Set<Grant> grants(UUID account) {
    return grants("account_id = :who", account);
  }

  /** The roles of all who are in any of these groups of the identity provider. */
  Set<Grant> grants(Collection<String> groups) {
    return groups.isEmpty() ? Set.of() : grants("group_name in (:who)", groups);
  }

  private Set<Grant> grants(String which, Object who) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select role, project_id, connection_id from role_grant where " + which)
            .setParameter("who", who)
            .getResultList();
    Set<Grant> all = new HashSet<>();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      all.add(new Grant(Role.valueOf((String) columns[0]), (UUID) columns[1], (UUID) columns[2]));
    }
    return all;
  }

  /** The groups that have roles. */
  List<String> groups() {
    List<?> names =
        entities
            .createNativeQuery(
                "select distinct group_name from role_grant where group_name is not null order by 1")
            .getResultList();
    return names.stream().map(String.class::cast).toList();
  }

  void setGrants(UUID account, Set<Grant> grants) {
    replace("account_id", account, grants);
  }

  void setGrants(String group, Set<Grant> grants) {
    replace("group_name", group, grants);
  }

  private void replace(String column, Object who, Set<Grant> grants) {
    entities
        .createNativeQuery("delete from role_grant where " + column + " = :who")
        .setParameter("who", who)
        .executeUpdate();
    for (Grant grant : grants) {
      entities
          .createNativeQuery(
              "insert into role_grant (id, "
                  + column
                  + ", role, project_id, connection_id) values (:id, :who, :role, cast(:project as"
                  + " uuid), cast(:connection as uuid))")
          .setParameter("id", UUID.randomUUID())
          .setParameter("who", who)
          .setParameter("role", grant.role().name())
          .setParameter("project", text(grant.project()))
          .setParameter("connection", text(grant.connection()))
          .executeUpdate();
    }
  }

  private static @Nullable String text(@Nullable UUID id) {
    return id == null ? null : id.toString();
  }

  /** Whether anybody but the given account may change accounts and can sign in. */
  boolean hasOtherAdmin(UUID than) {
    return !entities
        .createNativeQuery(
            "select 1 from account a join role_grant g on g.account_id = a.id where a.id <> :than"
                + " and not a.locked and g.role = 'ADMIN' and g.project_id is null and g.connection_id is null"
                + " and (a.password_hash is not null or a.issuer is not null) limit 1")
        .setParameter("than", than)
        .getResultList()
        .isEmpty();
  }
}
