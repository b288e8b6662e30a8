package io.deepgrow.app.routing.condition;

import java.time.LocalDate;
import java.util.Map;

/** Facts of a test: values by the text of their attribute. */
record MapFacts(Map<String, String> values) implements Facts {

  static final LocalDate TODAY = LocalDate.of(2026, 11, 29);

  @Override
  public Answer ask(Attribute attribute) {
    return attribute.kind() == Attribute.Kind.PRIORS && !values.containsKey(attribute.text())
        ? Answer.unknown("priors are not known")
        : Answer.of(values.get(attribute.text()));
  }

  @Override
  public LocalDate today() {
    return TODAY;
  }
}
