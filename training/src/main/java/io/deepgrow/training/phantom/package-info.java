/** A generated CT of a trunk with labelled organs: for demonstrations and tests. */
@NullMarked
package io.deepgrow.training.phantom;

import org.jspecify.annotations.NullMarked;
