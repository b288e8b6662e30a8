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
  NEGATIVE_REACH
}
