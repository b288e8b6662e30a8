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
  /** How near a voxel's value is to those around the positive clicks. */
  @JsonProperty("likelihood")
  LIKELIHOOD
}
