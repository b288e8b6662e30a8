package io.deepgrow.app.console;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.training.TrainingSettings;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a training run from a form; an empty field is as the trainer has it. */
final class TrainingForm {

  private static final int MOST_STEPS = 999_999;
  private static final int MOST = 999;

  private TrainingForm() {}

  /**
   * The settings.
   *
   * @throws ApiException {@code request.malformed} with the name of the field
   */
  static TrainingSettings settings(
      @Nullable String steps,
      @Nullable String patch,
      @Nullable String batch,
      @Nullable String rate,
      @Nullable String fromModel) {
    String model = Forms.text(fromModel);
    return new TrainingSettings(
        Forms.number(steps, "Steps", MOST_STEPS),
        whole(patch, "The patch"),
        whole(batch, "The batch"),
        rate(rate),
        model.isEmpty() ? null : model);
  }

  private static @Nullable Integer whole(@Nullable String field, String what) {
    return Forms.text(field).isEmpty() ? null : (Integer) Forms.number(field, what, MOST);
  }

  private static @Nullable Double rate(@Nullable String field) {
    String text = Forms.text(field);
    if (text.isEmpty()) {
      return null;
    }
    if (!text.matches("[0-9.]{1,12}([eE]-?[0-9]{1,2})?")) {
      throw rateRefused();
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw rateRefused();
    }
  }

  private static ApiException rateRefused() {
    return new ApiException(ErrorCode.BAD_REQUEST, "The learning rate is a number such as 0.001");
  }
}
