package io.deepgrow.app.caller;

/** The names of {@link Role}, for annotations. */
public final class Roles {

  public static final String VIEWER = "VIEWER";
  public static final String ANNOTATOR = "ANNOTATOR";
  public static final String REVIEWER = "REVIEWER";
  public static final String OPERATOR = "OPERATOR";
  public static final String AUDITOR = "AUDITOR";
  public static final String SERVICE = "SERVICE";
  public static final String ADMIN = "ADMIN";

  private Roles() {}
}
