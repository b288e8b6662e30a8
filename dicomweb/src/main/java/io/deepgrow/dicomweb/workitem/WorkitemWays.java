package io.deepgrow.dicomweb.workitem;

/** How a worklist takes the Transaction UID of an update; all else is alike. */
public enum WorkitemWays {
  /** PS3.18: {@code ?transaction-uid=}. */
  STANDARD,
  /** The same in another spelling, and the requester is named with every change of a state. */
  DCM4CHEE,
  /** The UID alone as the query. */
  AZURE;

  /** The query of an update. */
  String update(String transaction) {
    return switch (this) {
      case STANDARD -> "?transaction-uid=" + transaction;
      // whichever one it reads, the other is no matching key of an update
      case DCM4CHEE -> "?transaction-uid=" + transaction + "&Transaction-uid=" + transaction;
      case AZURE -> "?" + transaction;
    };
  }

  /** The query of a change of state. */
  String state(String requester) {
    return this == DCM4CHEE ? "?requester=" + requester : "";
  }
}
