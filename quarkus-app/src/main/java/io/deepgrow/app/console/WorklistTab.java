package io.deepgrow.app.console;

/** What a tab of the worklist shows. */
enum WorklistTab {
  MINE("Mine", true, false, false, "You have nothing to do. Take the next task."),
  POOL(
      "To take",
      false,
      true,
      false,
      "Nothing waits for you. Rules put series on the list, and people do it below."),
  ALL(
      "All",
      false,
      false,
      false,
      "Nothing is on the list. Rules put series on it, and people do it below."),
  ENDED(
      "Ended",
      false,
      false,
      true,
      "Nothing is done yet. A task is done when its result is in the PACS and accepted.");

  final String title;
  final boolean mine;
  final boolean takeable;
  final boolean ended;
  final String empty;

  WorklistTab(String title, boolean mine, boolean takeable, boolean ended, String empty) {
    this.title = title;
    this.mine = mine;
    this.takeable = takeable;
    this.ended = ended;
    this.empty = empty;
  }
}
