/**
 * Turns labelled CT of any common layout into cubic patches at one spacing, with an index that says
 * where each came from: what {@code deepgrow prepare-dataset} does and {@code deepgrow train}
 * reads.
 */
@NullMarked
package io.deepgrow.training.prepare;

import org.jspecify.annotations.NullMarked;
