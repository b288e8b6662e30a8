package io.deepgrow.app;

/** Every error the API can answer with: its stable code and its HTTP status. */
public enum ErrorCode {
  BAD_REQUEST("request.malformed", 400),
  BAD_UID("request.bad_uid", 400),
  NOT_FOUND("request.not_found", 404),
  NOT_ACCEPTABLE("request.not_acceptable", 406),
  UNAUTHENTICATED("security.unauthenticated", 401),
  SESSION_NOT_FOUND("session.not_found", 404),
  SESSION_CLOSED("session.closed", 409),
  SESSION_LOADING("session.loading", 409),
  SESSION_FAILED("session.failed", 409),
  SERIES_NOT_FOUND("series.not_found", 404),
  SERIES_UNUSABLE("series.unusable", 422),
  SEGMENT_NOT_FOUND("segment.not_found", 404),
  SEGMENT_LIMIT("segment.limit", 409),
  STRUCTURE_UNKNOWN("structure.unknown", 422),
  MODEL_NOT_FOUND("model.not_found", 404),
  CLICK_OUTSIDE("click.outside_volume", 422),
  CLICK_LIMIT("click.limit", 409),
  NOTHING_TO_UNDO("click.nothing_to_undo", 409),
  NOTHING_TO_REDO("click.nothing_to_redo", 409),
  KEY_REUSED("idempotency.key_reused", 422),
  SLICE_NOT_FOUND("mask.slice_not_found", 404),
  MASK_MALFORMED("mask.malformed", 422),
  NOTHING_FOUND("result.nothing_found", 422),
  RESULT_NOT_FOUND("result.not_found", 404),
  PACS_UNREACHABLE("pacs.unreachable", 502),
  PACS_REFUSED("pacs.refused", 502),
  PACS_TIMEOUT("pacs.timeout", 504),
  BUSY("service.busy", 503),
  INTERNAL("service.internal", 500);

  private final String code;
  private final int status;

  ErrorCode(String code, int status) {
    this.code = code;
    this.status = status;
  }

  public String code() {
    return code;
  }

  public int status() {
    return status;
  }
}
