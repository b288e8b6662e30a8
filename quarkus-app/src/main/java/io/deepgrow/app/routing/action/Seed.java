package io.deepgrow.app.routing.action;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** From where the clicks of a structure come that nobody makes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "from")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Seed.Body.class, name = "BODY"),
  @JsonSubTypes.Type(value = Seed.Patient.class, name = "PATIENT"),
  @JsonSubTypes.Type(value = Seed.Prior.class, name = "PRIOR"),
  @JsonSubTypes.Type(value = Seed.Order.class, name = "ORDER")
})
public sealed interface Seed {

  /**
   * A place within the box around the body, each from 0 to 1: from the patient's right to left,
   * front to back, feet to head.
   */
  record Body(double left, double back, double head) implements Seed {}

  /** A fixed place in patient space, LPS mm. */
  record Patient(double x, double y, double z) implements Seed {}

  /**
   * The patient's own earlier Segmentation of that structure, by patient space where both series
   * share a frame of reference, else after a rigid registration.
   *
   * @param maxAgeDays how old the earlier study may be
   */
  record Prior(int maxAgeDays) implements Seed {}

  /** What the work item that asked for it names. */
  record Order() implements Seed {}
}
