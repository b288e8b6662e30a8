package io.deepgrow.app.console;

import io.deepgrow.app.account.AccountView;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Grant;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.project.ReviewPolicy;
import io.quarkus.qute.TemplateExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** How pages write about people and what they may do. */
@TemplateExtension(namespace = "people")
final class PeopleTexts {

  private PeopleTexts() {}

  /** What an account is, and how it signs in. */
  static String kind(AccountView account) {
    if (account.kind() == Caller.Kind.PROGRAM) {
      return "program";
    }
    return switch (account.signIn()) {
      case "IDENTITY_PROVIDER" -> "person of the identity provider";
      case "NONE" -> "person without a password";
      default -> "person";
    };
  }

  /** Roles in one line, those in projects in few words. */
  static String roles(Collection<Grant> grants) {
    return grants.isEmpty()
        ? "none"
        : grants.stream()
            .sorted(Comparator.comparing(Grant::role))
            .map(grant -> grant.role() + where(grant))
            .distinct()
            .collect(Collectors.joining(", "));
  }

  /** When results are reviewed, in few words. */
  static String policy(ReviewPolicy policy) {
    return switch (policy) {
      case NONE -> "never";
      case BEFORE_SENDING -> "before they are sent";
      case AFTER_SENDING -> "after they are sent";
      case SAMPLE -> "some of a hundred, before they are sent";
    };
  }

  private static String where(Grant grant) {
    if (grant.isEverywhere()) {
      return "";
    }
    return grant.project() == null ? " in a PACS" : " in a project";
  }

  /** What a role is for, in few words. */
  static String may(Role role) {
    return switch (role) {
      case VIEWER -> "looks";
      case ANNOTATOR -> "clicks, edits and saves";
      case REVIEWER -> "accepts and returns";
      case OPERATOR -> "watches what runs";
      case AUDITOR -> "reads the audit trail";
      case SERVICE -> "a program's work";
      case ADMIN -> "everything";
    };
  }

  /** A text within the query of an address. */
  static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
