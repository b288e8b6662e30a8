package io.deepgrow.app.compat.protocol;

import io.deepgrow.app.Problem;
import java.util.List;

/**
 * An error as clients of both protocols show it: MONAI Label's reads {@code detail}, AIAA's the
 * rest.
 *
 * @param detail a text, or with status 422 a list of {@link Wrong}
 * @param code stable, for programs
 */
public record ClientError(Object detail, String code, ErrorText error, boolean success) {

  private static final int UNPROCESSABLE = 422;

  /** The error object of AIAA. */
  public record ErrorText(List<String> message, String type) {}

  /**
   * What is wrong, and where.
   *
   * @param loc the part of the request and the field in it
   * @param type the kind of error
   */
  public record Wrong(List<String> loc, String msg, String type) {}

  /** The same error in the words of these clients. */
  public static ClientError of(Problem problem) {
    return problem.status() == UNPROCESSABLE
        ? listing(new Wrong(List.of("body"), problem.detail(), problem.code()), problem.code())
        : new ClientError(problem.detail(), problem.code(), text(problem), false);
  }

  static ClientError of(InvalidFieldException invalid, String code) {
    String message = String.valueOf(invalid.getMessage());
    return listing(
        new Wrong(List.of(invalid.place(), invalid.field()), message, invalid.type()), code);
  }

  private static ClientError listing(Wrong wrong, String code) {
    return new ClientError(List.of(wrong), code, new ErrorText(List.of(wrong.msg()), code), false);
  }

  private static ErrorText text(Problem problem) {
    return new ErrorText(List.of(problem.detail()), problem.code());
  }
}
