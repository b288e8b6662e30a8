package io.deepgrow.app.console;

import io.deepgrow.app.routing.workitem.ItemState;
import io.quarkus.qute.TemplateExtension;

/** How pages write about work items. */
@TemplateExtension(namespace = "workitem")
final class WorkitemTexts {

  private WorkitemTexts() {}

  /** The class of a state's colour. */
  static String tone(ItemState state) {
    return switch (state) {
      case COMPLETED -> "good";
      case CANCELLED -> "bad";
      case LOST -> "quiet";
      case CLAIMING, WORKING, COMPLETING, CANCELLING -> "warn";
    };
  }

  /** A state. */
  static String state(ItemState state) {
    return switch (state) {
      case CLAIMING -> "Being claimed";
      case WORKING -> "In progress";
      case COMPLETING -> "Done, not told yet";
      case CANCELLING -> "Given up, not told yet";
      case COMPLETED -> "Completed";
      case CANCELLED -> "Cancelled";
      case LOST -> "Not ours";
    };
  }

  /** Whether it can still be given up. */
  static boolean isUnderWay(ItemState state) {
    return state == ItemState.CLAIMING || state == ItemState.WORKING;
  }
}
