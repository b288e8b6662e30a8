package io.deepgrow.app.compat.protocol;

/** A part of a request that is missing or says what can't be; becomes a list in the answer. */
public final class InvalidFieldException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String place;
  private final String field;
  private final String type;

  private InvalidFieldException(String place, String field, String type, String message) {
    super(message);
    this.place = place;
    this.field = field;
    this.type = type;
  }

  /** A field of the body that has to be there. */
  public static InvalidFieldException missing(String field, String message) {
    return new InvalidFieldException("body", field, "missing", message);
  }

  /** A field of the body with a value that can't be. */
  public static InvalidFieldException body(String field, String message) {
    return new InvalidFieldException("body", field, "value_error", message);
  }

  /** A query parameter with a value that can't be. */
  public static InvalidFieldException query(String field, String message) {
    return new InvalidFieldException("query", field, "value_error", message);
  }

  String place() {
    return place;
  }

  String field() {
    return field;
  }

  String type() {
    return type;
  }
}
