/**
 * Smooth random fields and filters on cubes of floats, which patches and phantoms are made with.
 */
@NullMarked
package io.deepgrow.training.field;

import org.jspecify.annotations.NullMarked;
