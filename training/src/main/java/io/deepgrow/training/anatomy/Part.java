package io.deepgrow.training.anatomy;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of the body of one tissue; later parts lie over earlier ones.
 *
 * @param structure what it belongs to, such as {@code stomach}
 * @param host what it also belongs to, as a lesion does to its organ; empty for nothing
 * @param hard whether organs leave it alone, as they do with bone
 * @param over the parts it may cover; null for all that are not hard
 */
record Part(
    String structure,
    String host,
    Tissue tissue,
    List<? extends Shape> shapes,
    boolean hard,
    @Nullable BitSet over) {

  Reach reach() {
    Reach reach = shapes.get(0).reach();
    for (Shape shape : shapes) {
      reach = reach.and(shape.reach());
    }
    return reach;
  }
}
