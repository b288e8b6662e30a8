package io.deepgrow.app.routing.workitem.performer;

/** A work item can't be done as it is; the message says why, without patient data. */
final class UnsuitableItemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsuitableItemException(String message) {
    super(message);
  }
}
