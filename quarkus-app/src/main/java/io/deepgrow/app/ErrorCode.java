package io.deepgrow.app;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every error the API can answer with: its stable code and its HTTP status. */
public enum ErrorCode {
  BAD_REQUEST("request.malformed", 400),
  BAD_UID("request.bad_uid", 400),
  NOT_FOUND("request.not_found", 404),
  METHOD_NOT_ALLOWED("request.method_not_allowed", 405),
  NOT_ACCEPTABLE("request.not_acceptable", 406),
  ERASED("request.erased", 404),
  UNSUPPORTED_MEDIA_TYPE("request.unsupported_media_type", 415),
  HOST_NOT_ALLOWED("request.host_not_allowed", 421),
  CROSS_SITE("request.cross_site", 403),
  BODY_TOO_SLOW("request.too_slow", 408),
  UNAUTHENTICATED("security.unauthenticated", 401),
  FORBIDDEN("security.forbidden", 403),
  TOO_MANY_GUESSES("security.too_many_guesses", 429),
  TOO_MANY_REQUESTS("security.too_many_requests", 429),
  PROVIDER_UNREACHABLE("security.provider_unreachable", 503),
  ACCOUNT_NOT_FOUND("account.not_found", 404),
  ACCOUNT_EXISTS("account.exists", 409),
  ACCOUNT_LAST_ADMIN("account.last_admin", 409),
  ACCOUNT_NO_PASSWORD("account.no_password", 422),
  WEAK_PASSWORD("account.weak_password", 422),
  WRONG_PASSWORD("account.wrong_password", 401),
  SETUP_CLOSED("account.setup_closed", 409),
  KEY_NOT_FOUND("account.key_not_found", 404),
  PROJECT_NOT_FOUND("project.not_found", 404),
  PROJECT_EXISTS("project.exists", 409),
  PROJECT_REVIEWS_AWAITED("project.reviews_awaited", 409),
  CONNECTION_NOT_FOUND("connection.not_found", 404),
  CONNECTION_EXISTS("connection.exists", 409),
  CONNECTION_CONFIGURED("connection.configured", 409),
  CONNECTION_DISABLED("connection.disabled", 409),
  CONNECTION_ROLE("connection.role", 409),
  CONNECTION_IN_USE("connection.in_use", 409),
  CONNECTION_UNUSABLE("connection.unusable", 422),
  SECRET_NO_KEY("secret.no_key", 409),
  SECRET_WRONG_KEY("secret.wrong_key", 409),
  CHANGED("request.changed", 412),
  REVIEW_NOT_FOUND("review.not_found", 404),
  REVIEW_DECIDED("review.decided", 409),
  REVIEW_OWN_WORK("review.own_work", 403),
  REVIEW_OF_ANOTHER("review.of_another", 409),
  REVIEW_COPIES_MISSING("review.copies_missing", 409),
  REVIEW_COPIES_TAKEN("review.copies_taken", 409),
  JOB_NOT_FOUND("routing.job_not_found", 404),
  JOB_STATE("routing.job_state", 409),
  JOB_ACTION("routing.action_unusable", 422),
  WORKITEM_NOT_FOUND("routing.workitem_not_found", 404),
  WORKITEM_STATE("routing.workitem_state", 409),
  WORKITEM_EXISTS("routing.workitem_exists", 409),
  WORKITEM_UNUSABLE("routing.workitem_unusable", 400),
  SESSION_NOT_FOUND("session.not_found", 404),
  SESSION_CLOSED("session.closed", 409),
  SESSION_LOADING("session.loading", 409),
  SESSION_FAILED("session.failed", 409),
  HANDOVER_REFUSED("session.handover_refused", 422),
  SERIES_NOT_FOUND("series.not_found", 404),
  SERIES_UNUSABLE("series.unusable", 422),
  SEGMENT_NOT_FOUND("segment.not_found", 404),
  SEGMENT_LIMIT("segment.limit", 409),
  SEGMENT_LOCKED("segment.locked", 409),
  SEGMENT_CHANGED("segment.changed", 412),
  STRUCTURE_UNKNOWN("structure.unknown", 422),
  MODEL_NOT_FOUND("model.not_found", 404),
  MODEL_VERSION_NOT_FOUND("model.version_not_found", 404),
  MODEL_REFUSED("model.refused", 422),
  MODEL_EXISTS("model.exists", 409),
  MODEL_UNTRIED("model.untried", 409),
  MODEL_REQUESTED("model.requested", 409),
  MODEL_NOTHING_BEFORE("model.nothing_before", 409),
  MODEL_SAME_PERSON("model.same_person", 409),
  MODEL_UNAVAILABLE("model.unavailable", 503),
  TRIAL_NOT_FOUND("model.trial_not_found", 404),
  RULE_NOT_FOUND("rule.not_found", 404),
  RULE_EXISTS("rule.exists", 409),
  RULE_LIMIT("rule.limit", 409),
  RULE_REQUESTED("rule.requested", 409),
  RULE_SAME_PERSON("rule.same_person", 409),
  RULE_UNUSABLE("rule.unusable", 422),
  DRY_RUN_NOT_FOUND("rule.dry_run_not_found", 404),
  SIGHTING_NOT_FOUND("sighting.not_found", 404),
  TRAINING_NOT_FOUND("training.not_found", 404),
  TRAINING_ENDED("training.ended", 409),
  TRAINING_NOT_DONE("training.not_done", 409),
  TRAINING_DATA("training.data_unusable", 422),
  CLICK_OUTSIDE("click.outside_volume", 422),
  CLICK_LIMIT("click.limit", 409),
  CLICK_NOT_FOUND("click.not_found", 404),
  CLICK_NOT_RESTORABLE("click.not_restorable", 409),
  NOTHING_TO_UNDO("click.nothing_to_undo", 409),
  NOTHING_TO_REDO("click.nothing_to_redo", 409),
  KEY_REUSED("idempotency.key_reused", 422),
  SLICE_NOT_FOUND("mask.slice_not_found", 404),
  MASK_MALFORMED("mask.malformed", 422),
  PROMPT_MALFORMED("prompt.malformed", 422),
  NOTHING_FOUND("result.nothing_found", 422),
  RESULT_NOT_FOUND("result.not_found", 404),
  BAD_SIGNATURE("sighting.bad_signature", 401),
  RESULT_NOTHING_TO_SEND("result.nothing_to_send", 409),
  RESULT_TOO_LARGE("result.too_large", 422),
  RESULT_WITHOUT_SLICES("result.without_slices", 422),
  ERASURE_SENDING("erasure.sending", 409),
  ERASURE_UNSENT("erasure.unsent", 409),
  UPLOAD_UNUSABLE("upload.unusable", 422),
  UPLOAD_TOO_LARGE("upload.too_large", 413),
  UPLOAD_FULL("upload.full", 507),
  IMAGE_NOT_FOUND("image.not_found", 404),
  LABEL_NOT_FOUND("label.not_found", 404),
  LABEL_UNUSABLE("label.unusable", 400),
  CLIENT_SESSION_NOT_FOUND("client.session_not_found", 404),
  CLIENT_SESSION_EXPIRED("client.session_expired", 440),
  UNPROCESSABLE("request.unprocessable", 422),
  NOT_SERVED("request.not_served", 404),
  TASK_NOT_FOUND("task.not_found", 404),
  TASK_BUSY("task.busy", 429),
  TASK_TAKEN("task.taken", 409),
  TASK_OTHER_STATE("task.other_state", 409),
  TASK_NOTHING_SAVED("task.nothing_saved", 409),
  PACS_UNREACHABLE("pacs.unreachable", 502),
  PACS_REFUSED("pacs.refused", 502),
  PACS_INCOMPLETE("pacs.incomplete", 502),
  PACS_TIMEOUT("pacs.timeout", 504),
  BUSY("service.busy", 503),
  UNAVAILABLE("service.unavailable", 503),
  MEMORY_FULL("service.memory_full", 503),
  MEMORY_TOO_SMALL("service.memory_too_small", 507),
  STORAGE_FULL("service.storage_full", 507),
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

  /** The code of this text, if it is one of these. */
  public static Optional<ErrorCode> of(@Nullable String code) {
    return Arrays.stream(values()).filter(c -> c.code.equals(code)).findFirst();
  }

  /** Whether what failed may succeed when it is tried again, without anybody changing anything. */
  public boolean isPassing() {
    return switch (this) {
      case PACS_UNREACHABLE, PACS_TIMEOUT, PACS_INCOMPLETE, MEMORY_FULL, UNAVAILABLE, BUSY -> true;
      default -> false;
    };
  }

  /** After how many seconds the same request may be answered otherwise; 0 when unknown. */
  public int retryAfterSeconds() {
    return switch (this) {
      case BUSY, TOO_MANY_REQUESTS -> 1;
      case UNAVAILABLE, MEMORY_FULL, PROVIDER_UNREACHABLE, MODEL_UNAVAILABLE -> 5;
      case TOO_MANY_GUESSES -> 60;
      default -> 0;
    };
  }
}
