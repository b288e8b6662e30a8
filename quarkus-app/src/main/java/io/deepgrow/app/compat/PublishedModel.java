package io.deepgrow.app.compat;

/**
 * A model under the name that clients know it by.
 *
 * @param name such as deepgrow_3d; letters, digits, dot, dash and underscore only
 * @param modelId of the model that runs
 * @param dimension 2 for a mask of the clicked slice alone, 3 for the whole volume
 */
public record PublishedModel(String name, String modelId, int dimension, String description) {

  public boolean isFlat() {
    return dimension == 2;
  }
}
