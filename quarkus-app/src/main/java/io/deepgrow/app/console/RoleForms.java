package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.account.AccountView;
import io.deepgrow.app.account.Accounts;
import io.deepgrow.app.account.GroupView;
import io.deepgrow.app.caller.Grant;
import io.deepgrow.app.connection.ConnectionChanges;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives and takes one role at a time; what else somebody has stays. */
@ApplicationScoped
class RoleForms {

  private static final int MOST = 200;
  private static final int LONGEST_GROUP = 200;

  private final Accounts accounts;
  private final Projects projects;
  private final ConnectionChanges connections;

  RoleForms(Accounts accounts, Projects projects, ConnectionChanges connections) {
    this.accounts = accounts;
    this.projects = projects;
    this.connections = connections;
  }

  /**
   * Gives an account a role.
   *
   * @param revision that the page showed; null for the present one
   */
  void give(UUID account, @Nullable Integer revision, Grant grant) {
    AccountView now = accounts.get(account);
    Set<Grant> grants = with(Set.copyOf(now.grants()), grant);
    accounts.setGrants(account, revision == null ? (Integer) now.revision() : revision, grants);
  }

  /** Takes a role away; one that is gone already changes nothing. */
  void take(UUID account, @Nullable Integer revision, Grant grant) {
    AccountView now = accounts.get(account);
    Set<Grant> grants = new HashSet<>(now.grants());
    if (grants.remove(grant)) {
      accounts.setGrants(account, revision == null ? (Integer) now.revision() : revision, grants);
    }
  }

  /** Gives all in a group of the identity provider a role. */
  void give(String group, Grant grant) {
    if (group.isBlank() || group.length() > LONGEST_GROUP) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST, "A group's name has 1 to " + LONGEST_GROUP + " characters");
    }
    accounts.setGroupGrants(group, with(grants(group), grant));
  }

  /** Takes a role of a group away. */
  void take(String group, Grant grant) {
    Set<Grant> grants = new HashSet<>(grants(group));
    if (grants.remove(grant)) {
      accounts.setGroupGrants(group, grants);
    }
  }

  private Set<Grant> grants(String group) {
    return accounts.groups().stream()
        .filter(known -> known.name().equals(group))
        .findFirst()
        .map(GroupView::grants)
        .orElse(Set.of());
  }

  private Set<Grant> with(Set<Grant> grants, Grant grant) {
    UUID project = grant.project();
    if (project != null) {
      projects.get(project);
    }
    UUID connection = grant.connection();
    if (connection != null) {
      connections.get(connection);
    }
    Set<Grant> all = new HashSet<>(grants);
    all.add(grant);
    if (all.size() > MOST) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "At most " + MOST + " roles");
    }
    return all;
  }
}
