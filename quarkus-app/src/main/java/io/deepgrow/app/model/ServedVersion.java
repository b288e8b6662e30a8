package io.deepgrow.app.model;

import io.deepgrow.model.ModelDescriptor;
import java.util.UUID;

/** A version of a model as it is run. */
public record ServedVersion(UUID id, ModelDescriptor descriptor) {

  /** The version as sessions refer to it. */
  public ModelRef ref() {
    return new ModelRef(descriptor.id(), id);
  }
}
