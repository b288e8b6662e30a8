package io.deepgrow.app.console;

import io.deepgrow.app.routing.action.ActionKind;
import io.deepgrow.app.routing.job.JobState;
import io.deepgrow.app.routing.job.failure.JobCode;
import io.quarkus.qute.TemplateExtension;
import java.util.Locale;

/** How pages write about jobs. */
@TemplateExtension(namespace = "job")
final class JobTexts {

  private JobTexts() {}

  /** The class of a state's colour, of jobs and of attempts. */
  static String tone(String state) {
    return switch (state) {
      case "DONE" -> "good";
      case "DEAD", "DIED" -> "bad";
      case "CANCELLED" -> "quiet";
      default -> "warn";
    };
  }

  /** A state of a job. */
  static String state(JobState state) {
    return switch (state) {
      case WAITING -> "Waiting";
      case RUNNING -> "Running";
      case RETRYING -> "Later again";
      case DONE -> "Done";
      case DEAD -> "Given up";
      case CANCELLED -> "Cancelled";
    };
  }

  /** The outcome of an attempt. */
  static String outcome(String outcome) {
    return switch (outcome) {
      case "DONE" -> "Done";
      case "RETRYING" -> "Failed, tried again later";
      case "DEAD" -> "Failed for good";
      case "CANCELLED" -> "Cancelled";
      case "DIED" -> "Its process ended";
      default -> "Going on";
    };
  }

  /** A kind of jobs. */
  static String kind(ActionKind kind) {
    return switch (kind) {
      case PREPARE -> "Prepare";
      case SEGMENT -> "Segment";
      case ASSIGN -> "Assign";
      case SEND -> "Send";
      case NOTIFY -> "Notify";
    };
  }

  /** What jobs of a kind do. */
  static String deed(ActionKind kind) {
    return switch (kind) {
      case PREPARE -> "load the series and check its geometry";
      case SEGMENT -> "have the network mark structures";
      case ASSIGN -> "put the series on the worklist";
      case SEND -> "send Segmentations to other PACS";
      case NOTIFY -> "tell other systems";
    };
  }

  /** A code in words: what failed, where the code is not one of the jobs' own. */
  static String code(String code) {
    return JobCode.of(code).map(JobCode::words).orElseGet(() -> part(code));
  }

  private static String part(String code) {
    return switch (code.replaceAll("\\..*", "")) {
      case "series", "dicom" -> "The series is no volume that can be used";
      case "pacs", "dicomweb" -> "The PACS does not give or take what is needed";
      case "connection", "secret" -> "The connection to the PACS can't be used";
      case "model", "inference" -> "The model can't be run";
      case "session", "segment", "structure", "click" -> "The session could not be worked in";
      case "seg", "result" -> "The Segmentation could not be made or read";
      case "account", "project" -> "Who was to get it is not there any more";
      default -> "The service failed";
    };
  }

  /** An agreement in hundredths. */
  static String hundredths(Double agreement) {
    return String.format(Locale.ROOT, "%.2f", agreement);
  }
}
