package io.deepgrow.app.atna;

import io.deepgrow.app.audit.AuditRow;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The kinds of events that DICOM PS3.15 A.5.3 knows, as far as deeds here are of one. */
enum AtnaEvent {
  STARTED("110100", "Application Activity", "110120", "Application Start", "E"),
  STOPPED("110100", "Application Activity", "110121", "Application Stop", "E"),
  LOGIN("110114", "User Authentication", "110122", "Login", "E"),
  LOGOUT("110114", "User Authentication", "110123", "Logout", "E"),
  ACCESSED("110103", "DICOM Instances Accessed", "", "", "R"),
  DELETED("110105", "DICOM Study Deleted", "", "", "D"),
  TRANSFERRED("110104", "DICOM Instances Transferred", "", "", "C"),
  EXPORTED("110106", "Export", "", "", "R"),
  AUDIT_USED("110101", "Audit Log Used", "", "", "R"),
  ROLES("110113", "Security Alert", "110136", "Security Roles Changed", "E"),
  USERS("110113", "Security Alert", "110137", "User security Attributes Changed", "E"),
  SETTINGS("110113", "Security Alert", "110131", "Software Configuration", "E"),
  RESTRICTED("110113", "Security Alert", "110132", "Use of Restricted Function", "E");

  private final String code;
  private final String meaning;
  private final String type;
  private final String typeMeaning;
  private final String action;

  AtnaEvent(String code, String meaning, String type, String typeMeaning, String action) {
    this.code = code;
    this.meaning = meaning;
    this.type = type;
    this.typeMeaning = typeMeaning;
    this.action = action;
  }

  String code() {
    return code;
  }

  String meaning() {
    return meaning;
  }

  /** The code of the finer kind; empty where there is none. */
  String type() {
    return type;
  }

  String typeMeaning() {
    return typeMeaning;
  }

  /** C, R, U, D or E. */
  String action() {
    return action;
  }

  /** The kind of a deed; empty for deeds that concern nobody outside, such as single clicks. */
  static Optional<AtnaEvent> of(AuditRow row) {
    String action = row.action();
    AtnaEvent event =
        switch (action) {
          case "service.started" -> STARTED;
          case "service.stopped" -> STOPPED;
          case "signed_in" -> LOGIN;
          case "signed_out", "signed_out.everywhere" -> LOGOUT;
          case "session.opened", "upload.added" -> ACCESSED;
          case "study.erased", "upload.deleted" -> DELETED;
          case "result.submitted" -> TRANSFERRED;
          case "mask.downloaded" -> EXPORTED;
          case "audit.exported", "audit.verified" -> AUDIT_USED;
          case "request.refused" -> RESTRICTED;
          case "settings.changed" -> SETTINGS;
          default -> ofAccounts(action);
        };
    return Optional.ofNullable(event);
  }

  private static @Nullable AtnaEvent ofAccounts(String action) {
    if (action.endsWith("grants.set") || action.startsWith("project.")) {
      return ROLES;
    }
    boolean users =
        action.startsWith("account.")
            || action.startsWith("key.")
            || action.startsWith("password.");
    return users ? USERS : null;
  }
}
