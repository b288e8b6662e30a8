package io.deepgrow.model;

/** What turns a network's output into the value that the threshold is compared with. */
public enum Activation {
  /** The output is a logit and the threshold a probability. */
  SIGMOID,
  /** The output is compared as it is. */
  NONE
}
