package io.deepgrow.app;

import jakarta.persistence.EntityManager;

/** Makes those who write under one name wait for each other, on all replicas. */
public final class NameLock {

  private NameLock() {}

  /** Holds a name until the caller's transaction ends. */
  public static void hold(EntityManager entities, String name) {
    entities
        .createNativeQuery("select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))")
        .setParameter("name", name)
        .getSingleResult();
  }
}
