package io.deepgrow.dimse;

/**
 * Something that the other side of the gateway is answered, with a stable code and no patient data.
 */
public final class GatewayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What failed. */
  public enum Code {
    /** A setting is missing, unknown or unusable. */
    SETTING("gateway.setting", 500),
    /** A request can't be understood. */
    BAD_REQUEST("gateway.bad_request", 400),
    /** The bearer token is missing or wrong. */
    UNAUTHORIZED("gateway.unauthorized", 401),
    /** Neither held here nor known to the PACS. */
    NOT_FOUND("gateway.not_found", 404),
    /** No such operation. */
    METHOD("gateway.method", 405),
    /** In a form in which it can't be given. */
    NOT_ACCEPTABLE("gateway.not_acceptable", 406),
    /** Larger than the gateway takes. */
    TOO_LARGE("gateway.too_large", 413),
    /** The PACS refused, with its status. */
    REFUSED("gateway.pacs_refused", 502),
    /** The PACS did not send all that it lists. */
    INCOMPLETE("gateway.incomplete", 502),
    /** The PACS can't be reached. */
    AWAY("gateway.pacs_away", 503),
    /** No room on the gateway's disk. */
    NO_ROOM("gateway.no_room", 507);

    private final String text;
    private final int status;

    Code(String text, int status) {
      this.text = text;
      this.status = status;
    }

    /** As answers carry it. */
    public String text() {
      return text;
    }

    /** The HTTP status that goes with it. */
    public int status() {
      return status;
    }
  }

  private final Code code;

  public GatewayException(Code code, String message) {
    super(message);
    this.code = code;
  }

  public GatewayException(Code code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }
}
