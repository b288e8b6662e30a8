package io.deepgrow.app.schema;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether the database has the schema that this release needs; once it has, it keeps it. */
@ApplicationScoped
public class SchemaState {

  private volatile boolean there;

  /** Whether it was there when it was last looked at. */
  public boolean isThere() {
    return there;
  }

  /** From now on it is there. */
  public void markThere() {
    there = true;
  }
}
