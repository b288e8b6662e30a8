package io.deepgrow.dicomweb.workitem;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import java.util.List;

/**
 * A parameter of work (PS3.3 C.30.3, Scheduled Processing Parameters Sequence).
 *
 * @param name as {@code value^scheme}
 * @param text its value where that is a text; empty otherwise
 * @param numbers its value where that is numeric
 * @param modifiers what belongs to it
 */
public record WorkitemParameter(
    String name, String text, List<Double> numbers, List<WorkitemParameter> modifiers) {

  private static final int CONCEPT_NAME = 0x0040_A043;
  private static final int TEXT = 0x0040_A160;
  private static final int NUMBER = 0x0040_A30A;
  private static final int MODIFIERS = 0x0040_0441;
  private static final int MOST = 200;
  private static final int DEPTH = 2;

  public WorkitemParameter {
    numbers = List.copyOf(numbers);
    modifiers = List.copyOf(modifiers);
  }

  static List<WorkitemParameter> of(List<DicomObject> items) {
    return of(items, DEPTH);
  }

  private static List<WorkitemParameter> of(List<DicomObject> items, int depth) {
    return depth == 0
        ? List.of()
        : items.stream().limit(MOST).map(item -> of(item, depth)).toList();
  }

  private static WorkitemParameter of(DicomObject item, int depth) {
    return new WorkitemParameter(
        item.item(CONCEPT_NAME).map(Workitem::code).orElse(""),
        item.string(TEXT).orElse("").strip(),
        numbers(item),
        of(item.items(MODIFIERS), depth - 1));
  }

  private static List<Double> numbers(DicomObject item) {
    try {
      return item.decimals(NUMBER);
    } catch (DicomException | NumberFormatException e) {
      // whoever needs a number finds none
      return List.of();
    }
  }
}
