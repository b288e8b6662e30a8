/** A generated CT of a trunk with labelled organs: for demonstrations and tests. */
@NullMarked
package io.deepgrow.phantom;

import org.jspecify.annotations.NullMarked;
