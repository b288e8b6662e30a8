package io.deepgrow.app.account;

import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.Role;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The code with which the first admin is made: there is no default password. It is written to the
 * log at each start until somebody is admin, and is good once.
 */
@ApplicationScoped
class SetupCodes {

  private static final Logger LOG = Logger.getLogger(SetupCodes.class);
  private static final UUID NOBODY = new UUID(0, 0);
  private static final int BYTES = 10;

  private final EntityManager entities;
  private final AccountRepository accounts;
  private final AccountConfig config;
  private final Role role;

  SetupCodes(
      EntityManager entities,
      AccountRepository accounts,
      AccountConfig config,
      DeepgrowConfig all) {
    this.entities = entities;
    this.accounts = accounts;
    this.config = config;
    this.role = all.role();
  }

  void prepare(@Observes StartupEvent event) {
    // nobody signs in at a worker, and its code would take the place of the one in the others' logs
    if (role.answersCallers()) {
      QuarkusTransaction.requiringNew().run(this::prepare);
    }
  }

  private void prepare() {
    if (accounts.hasOtherAdmin(NOBODY)) {
      drop();
      return;
    }
    String code = config.setupCode().orElseGet(() -> Secrets.random(BYTES));
    entities
        .createNativeQuery(
            "insert into setup_code (code_hash) values (:hash) on conflict (only_one) do update set"
                + " code_hash = excluded.code_hash")
        .setParameter("hash", Secrets.hash(code))
        .executeUpdate();
    if (config.setupCode().isEmpty()) {
      LOG.infof("there is no admin yet: make the first at /setup with the code %s", code);
    }
  }

  /** Whether the first admin is still to be made. */
  boolean isOpen() {
    return !entities.createNativeQuery("select 1 from setup_code").getResultList().isEmpty();
  }

  /** Takes the code; whether it was the right one. Joins the caller's transaction. */
  boolean take(String code) {
    return entities
            .createNativeQuery("delete from setup_code where code_hash = :hash")
            .setParameter("hash", Secrets.hash(code))
            .executeUpdate()
        == 1;
  }

  private void drop() {
    entities.createNativeQuery("delete from setup_code").executeUpdate();
  }
}
