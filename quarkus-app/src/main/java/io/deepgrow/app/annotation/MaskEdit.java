package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.mask.MaskRepair;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Corrections of a whole mask that a client can ask for. */
enum MaskEdit {
  FILL_HOLES("fill-holes", MaskRepair::fillHoles),
  LARGEST_COMPONENT("largest-component", MaskRepair::largestComponent);

  private final String operation;

  @SuppressWarnings("ImmutableEnumChecker")
  private final UnaryOperator<Mask> change;

  MaskEdit(String operation, UnaryOperator<Mask> change) {
    this.operation = operation;
    this.change = change;
  }

  /**
   * By the name of its operation.
   *
   * @throws ApiException {@code request.malformed}
   */
  static MaskEdit of(String operation) {
    return Arrays.stream(values())
        .filter(edit -> edit.operation.equals(operation))
        .findFirst()
        .orElseThrow(
            () -> {
              List<String> known = Arrays.stream(values()).map(edit -> edit.operation).toList();
              return new ApiException(ErrorCode.BAD_REQUEST, "operation is one of " + known);
            });
  }

  Mask apply(Mask mask) {
    return change.apply(mask);
  }
}
