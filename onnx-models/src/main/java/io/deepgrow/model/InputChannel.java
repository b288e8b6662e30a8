package io.deepgrow.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What one channel of a network's input shows. */
public enum InputChannel {
  /** The image, scaled by {@link Intensity}. */
  @JsonProperty("image")
  IMAGE,
  /** Guidance from the positive clicks. */
  @JsonProperty("positive")
  POSITIVE,
  /** Guidance from the negative clicks. */
  @JsonProperty("negative")
  NEGATIVE,
  /** At which tolerance region growing from the positive clicks reaches a voxel. */
  @JsonProperty("positive_reach")
  POSITIVE_REACH,
  /** The same from the negative clicks. */
  @JsonProperty("negative_reach")
  NEGATIVE_REACH,
  /** Whether fronts through the image arrive from the positive or the negative clicks first. */
  @JsonProperty("front")
  FRONT,
  /** The mask before the last click. */
  @JsonProperty("previous")
  PREVIOUS;

  /** Whether it is found by paths through the image, which need a grid of even edges. */
  public boolean walksThroughTissue() {
    return this == POSITIVE_REACH || this == NEGATIVE_REACH || this == FRONT;
  }
}
