package io.deepgrow.app.schema;

/** The schema that the database has beside the one that this release works with. */
@FunctionalInterface
interface Schema {

  /**
   * What a look found.
   *
   * @param present the version that the database has; empty when it has none
   * @param required the version of this release
   * @param missing migrations of this release that the database has not had
   */
  record Look(String present, String required, int missing) {

    /** Whether this release can work; a schema that is newer than it will do. */
    boolean isEnough() {
      return missing == 0;
    }

    /** What is missing, and what to do. */
    String trouble() {
      return "the schema is at "
          + (present.isEmpty() ? "nothing" : present)
          + ", this release needs "
          + required
          + ": start one process with deepgrow.role=migrate";
    }
  }

  /**
   * Looks.
   *
   * @throws RuntimeException when the database does not answer
   */
  Look look();
}
