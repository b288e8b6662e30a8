package io.deepgrow.app.compat.aiaa;

import io.deepgrow.app.compat.PublishedModel;
import java.util.List;

/**
 * A model as AIAA's clients read it; the C++ client throws the whole list away for one null or
 * number.
 *
 * @param deepgrow 2D or 3D
 */
public record AiaaModel(
    String name,
    String type,
    List<String> labels,
    String description,
    String version,
    String deepgrow) {

  static final String TYPE = "deepgrow";

  static AiaaModel of(PublishedModel model) {
    return new AiaaModel(
        model.name(), TYPE, List.of(), model.description(), "1", model.isFlat() ? "2D" : "3D");
  }
}
