/** Trunks made of shapes: every patch of training is of another one, at any resolution. */
@NullMarked
package io.deepgrow.training.anatomy;

import org.jspecify.annotations.NullMarked;
