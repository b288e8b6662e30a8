package io.deepgrow.app.routing.rule;

/** What there is for a rule to name. */
interface References {

  /** What a connection is good for. */
  enum Use {
    UNKNOWN,
    SOURCE,
    TARGET
  }

  boolean isStructure(String id);

  boolean isModel(String id);

  /** SOURCE where nothing can be sent to it. */
  Use connection(String name);

  boolean isProject(String name);

  boolean isAccount(String name);
}
