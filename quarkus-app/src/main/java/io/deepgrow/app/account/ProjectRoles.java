package io.deepgrow.app.account;

import io.deepgrow.app.caller.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The roles that people, programs and groups have in a project. */
@ApplicationScoped
public class ProjectRoles {

  private static final int MOST = 1000;

  /**
   * A role of somebody in a project.
   *
   * @param account the id; null for a group of the identity provider
   * @param name of the account or group
   * @param displayName how others see them
   */
  public record Member(
      @Nullable UUID account, String name, String displayName, Role role, boolean locked) {}

  private final EntityManager entities;
  private final CallerCache cache;

  ProjectRoles(EntityManager entities, CallerCache cache) {
    this.entities = entities;
    this.cache = cache;
  }

  /** Who has which role in a project by name, accounts first; the first thousand. */
  public List<Member> members(UUID project) {
    List<?> rows =
        QuarkusTransaction.joiningExisting()
            .call(
                () ->
                    entities
                        .createNativeQuery(
                            "select a.id, coalesce(a.name, g.group_name), coalesce(a.display_name,"
                                + " g.group_name), g.role, coalesce(a.locked, false) from"
                                + " role_grant g left join account a on a.id = g.account_id where"
                                + " g.project_id = :project order by a.name nulls last,"
                                + " g.group_name, g.role")
                        .setParameter("project", project)
                        .setMaxResults(MOST)
                        .getResultList());
    return rows.stream()
        .map(Object[].class::cast)
        .map(
            row ->
                new Member(
                    (UUID) row[0],
                    (String) row[1],
                    (String) row[2],
                    Role.valueOf((String) row[3]),
                    (Boolean) row[4]))
        .toList();
  }

  /** Takes all roles in a project away, in the caller's transaction; how many. */
  @Transactional(Transactional.TxType.MANDATORY)
  public int endAll(UUID project) {
    entities
        .createNativeQuery(
            "update account set revision = revision + 1 where id in (select account_id from"
                + " role_grant where project_id = :project)")
        .setParameter("project", project)
        .executeUpdate();
    return entities
        .createNativeQuery("delete from role_grant where project_id = :project")
        .setParameter("project", project)
        .executeUpdate();
  }

  /** Has everybody's roles looked up anew. */
  public void forget() {
    cache.forgetAll();
  }
}
