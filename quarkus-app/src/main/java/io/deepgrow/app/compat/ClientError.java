package io.deepgrow.app.compat;

import java.util.List;

/**
 * An error as clients of both protocols show it: MONAI Label's reads {@code detail}, AIAA's the
 * rest.
 *
 * @param detail a text, or a list of what is wrong with fields
 * @param code stable, for programs
 */
public record ClientError(Object detail, String code, ErrorText error, boolean success) {

  /** The error object of AIAA. */
  public record ErrorText(List<String> message, String type) {}

  static ClientError of(String detail, String code) {
    return new ClientError(detail, code, new ErrorText(List.of(detail), code), false);
  }
}
