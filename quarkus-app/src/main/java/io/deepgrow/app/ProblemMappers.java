package io.deepgrow.app;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.series.SeriesException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns every exception of a request into problem+json; texts of strangers stay inside. */
final class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  @ServerExceptionMapper
  Response api(ApiException e) {
    return Problem.response(e.code(), String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response uid(DicomException e) {
    return e.code().equals("dicom.bad_uid")
        ? Problem.response(ErrorCode.BAD_UID, String.valueOf(e.getMessage()))
        : Problem.response(
            ErrorCode.SERIES_UNUSABLE.status(), e.code(), String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response series(SeriesException e) {
    return Problem.response(
        ErrorCode.SERIES_UNUSABLE.status(), e.code(), String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response inference(InferenceException e) {
    return Problem.response(
        ErrorCode.CLICK_OUTSIDE.status(), e.code(), String.valueOf(e.getMessage()));
  }

  @ServerExceptionMapper
  Response json(MismatchedInputException e) {
    String where =
        e.getPath().stream()
            .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
            .collect(Collectors.joining("."));
    return Problem.response(
        ErrorCode.BAD_REQUEST,
        "The JSON body does not fit" + (where.isEmpty() ? "" : " at '" + where + "'"));
  }

  @ServerExceptionMapper
  Response syntax(JacksonException e) {
    return Problem.response(ErrorCode.BAD_REQUEST, "The body is not JSON");
  }

  @ServerExceptionMapper
  Response invalid(ConstraintViolationException e) {
    String what =
        e.getConstraintViolations().stream()
            .map(v -> lastPart(v.getPropertyPath().toString()) + " " + v.getMessage())
            .sorted()
            .collect(Collectors.joining("; "));
    return Problem.response(ErrorCode.BAD_REQUEST, what);
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  @ServerExceptionMapper
  Response web(WebApplicationException e) {
    int status = e.getResponse().getStatus();
    if (e.getCause() instanceof ApiException refused) {
      return api(refused);
    }
    if (e.getCause() instanceof MismatchedInputException mismatch) {
      return json(mismatch);
    }
    if (e.getCause() instanceof JacksonException syntax) {
      return syntax(syntax);
    }
    return switch (status) {
      case 400 ->
          Problem.response(
              ErrorCode.BAD_REQUEST,
              "A header of the request, such as Content-Type, can't be read");
      case 404 -> Problem.response(ErrorCode.NOT_FOUND, "There is nothing of that name here");
      case 405 ->
          Problem.response(ErrorCode.METHOD_NOT_ALLOWED, "The path is not called by that method");
      case 406 ->
          Problem.response(ErrorCode.NOT_ACCEPTABLE, "There is no answer of a type in Accept");
      case 415 ->
          Problem.response(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE, "The path takes no body of that Content-Type");
      default -> Problem.response(status, "request.http_" + status, "HTTP " + status);
    };
  }

  @ServerExceptionMapper
  Response unexpected(RuntimeException e) {
    if (Erased.isCauseOf(e)) {
      return api(Erased.meanwhile());
    }
    Optional<ErrorCode> known = Outage.of(e);
    if (known.isPresent()) {
      LOG.warnf("%s: %s", known.get().code(), Outage.cause(e));
      return Problem.response(
          known.get(),
          known.get() == ErrorCode.STORAGE_FULL
              ? "The disk of the service is full; nothing was kept of this request"
              : "The database does not answer; send the request again");
    }
    if (Outage.isClientGone(e)) {
      LOG.debug("a client went away before its request was complete");
      return Problem.response(ErrorCode.BAD_REQUEST, "The body ends early");
    }
    LOG.errorf(e, "unexpected failure of a request");
    return Problem.response(ErrorCode.INTERNAL, "The service failed; its log has the reason");
  }
}
