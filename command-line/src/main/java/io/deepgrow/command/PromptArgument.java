package io.deepgrow.command;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.inference.click.InferenceException;
import io.deepgrow.inference.prompt.Prompt;
import io.deepgrow.inference.prompt.PromptShape;
import io.deepgrow.volume.grid.ContinuousIndex;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Volume;
import java.util.ArrayList;
import java.util.List;

/**
 * A box, a scribble or a lasso as typed: places as column, row, slice from zero with blanks between
 * them, then {@code :neg} for what is taken away.
 */
record PromptArgument(PromptShape shape, ClickKind kind, List<ContinuousIndex> places) {

  static PromptArgument parse(PromptShape shape, String text) {
    boolean negative = text.strip().endsWith(":neg");
    String line = negative ? text.strip().substring(0, text.strip().length() - 4) : text.strip();
    List<ContinuousIndex> places = new ArrayList<>();
    for (String place : line.split("\\s+", -1)) {
      String[] numbers = place.split(",", -1);
      try {
        if (numbers.length == 3) {
          places.add(
              new ContinuousIndex(
                  Double.parseDouble(numbers[0]),
                  Double.parseDouble(numbers[1]),
                  Double.parseDouble(numbers[2])));
          continue;
        }
      } catch (NumberFormatException e) {
        // told below
      }
      throw new UserError(
          "%s '%s' can't be read: write places as column,row,slice from zero with blanks between them, then :neg for what is taken away"
              .formatted(shape, text));
    }
    return new PromptArgument(
        shape, negative ? ClickKind.NEGATIVE : ClickKind.POSITIVE, List.copyOf(places));
  }

  /** The clicks that it stands for in a volume. */
  List<Click> in(Volume volume) {
    List<PatientPoint> points =
        places.stream().map(place -> volume.geometry().toPatient(place)).toList();
    try {
      return new Prompt(shape, kind, ClickExtent.VOLUME, points).clicks(volume);
    } catch (InferenceException e) {
      throw new UserError(String.valueOf(e.getMessage()));
    }
  }
}
