package io.deepgrow.app.console;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a form has done, as the page after it says; a page's address has only its name. */
enum Done {
  ACCOUNT_MADE("The account is made. It may do nothing yet: give it a role."),
  RENAMED("The new name holds."),
  LOCKED("Locked. They are signed out everywhere, and their keys open nothing."),
  UNLOCKED("Unlocked. They can sign in again."),
  PASSWORD_SET("The password is set. They are signed out everywhere."),
  PASSWORD_CHANGED("Your new password holds. You are signed out everywhere else."),
  SIGNED_OUT("They are signed out everywhere."),
  SIGNED_OUT_ELSEWHERE("You are signed out everywhere else."),
  ROLE_GIVEN("The role is given."),
  ROLE_TAKEN("The role is taken away."),
  KEY_ENDED("The key has ended."),
  PROJECT_MADE("The project is made. Put studies into it and give people roles in it."),
  PROJECT_DELETED("The project is deleted, with all roles in it."),
  STUDIES_ADDED("The studies are in the project."),
  STUDY_REMOVED("The study is no longer in the project."),
  PROJECT_SET("The settings hold, for what is stored from now on."),
  REVIEW_TAKEN("This review is yours."),
  RESULT_ACCEPTED("The result is accepted."),
  RESULT_RETURNED("The result is returned. Its session is open again for who made it."),
  COPY_CHOSEN("This copy is the project's last word on its study, and on its way to the PACS."),
  TASK_OPENED("The series is on the worklist."),
  TASK_TAKEN("This task is yours. Open it in the viewer to mark it."),
  TASK_NONE("There is nothing for you to take now."),
  TASK_RELEASED("The task is back on the list."),
  TASK_HANDED_OVER("The task is handed over. Nobody else can take it."),
  TASK_WITHDRAWN("The task is off the list. Its session and results stay."),
  CONNECTION_MADE("The connection is made. Set its secrets where it needs any, and try it out."),
  CONNECTION_CHANGED("The new settings hold here at once, on other replicas within ten seconds."),
  CONNECTION_ENABLED("The connection is enabled."),
  CONNECTION_DISABLED(
      "The connection is disabled. Its sessions load nothing anew, its results wait."),
  CONNECTION_DELETED("The connection is deleted, with its secrets and all roles in it."),
  SECRET_SET("The secret is set. It is never shown again."),
  SECRET_REMOVED("The secret is taken away."),
  MODEL_ADDED("The version is here. Try it; then it can be activated."),
  TRIAL_STARTED("The trial waits for its turn. Look again in a minute."),
  MODEL_CHANGED("It is done. All replicas follow within ten seconds; open sessions keep theirs."),
  CHANGE_REQUESTED("It is requested. A second person has to approve it."),
  CHANGE_WITHDRAWN("What was requested is withdrawn."),
  ROLLED_BACK("The version before answers again. Open sessions keep theirs."),
  CANARY_STOPPED("No new session begins with the canary."),
  RULE_MADE("The rule is made. Try its version; it decides nothing before that is activated."),
  RULE_CHANGED("It is done. All replicas follow within ten seconds."),
  RULE_VERSION_ADDED("The version is here. It decides nothing before it is activated."),
  RULE_ACTIVATED("The version decides from now on, on all replicas within ten seconds."),
  DRY_RUN_STARTED("The dry run waits for its turn. Look again in a minute."),
  TRAINING_STARTED("The run waits for those before it. Look again in a minute."),
  TRAINING_CANCELLED("The run is ended."),
  STUDIES_REPORTED("They are being looked at. Look again in a minute."),
  STUDY_AGAIN("It is being looked at. Look again in a minute."),
  SOURCE_SET("The new settings hold from the next look on."),
  JOB_RETRIED("The job is done again. Look again in a minute."),
  JOB_CANCELLED("The job is cancelled. What it had stored by then stays."),
  JOB_PRIORITY("The new priority holds."),
  WORKITEM_CANCELLED("It is being given up. Look again in some seconds."),
  PERFORMER_SET("The new settings hold from the next look at the worklist on."),
  QUEUE_PAUSED("It is paused: no job of this kind begins. Those that run go on to their end."),
  QUEUE_RESUMED("It goes on.");

  private final String text;

  Done(String text) {
    this.text = text;
  }

  /** The part of a page's address that has it said. */
  String query() {
    return "?done=" + name().toLowerCase(Locale.ROOT);
  }

  /** What a page says; empty for nothing and for what is not ours. */
  static String text(@Nullable String name) {
    return Arrays.stream(values())
        .filter(done -> done.name().toLowerCase(Locale.ROOT).equals(name))
        .map(done -> done.text)
        .findFirst()
        .orElse("");
  }
}
