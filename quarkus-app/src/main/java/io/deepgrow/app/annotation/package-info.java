/** Work on a segment: a click, an undo, an edit, and the mask that follows from it. */
@NullMarked
package io.deepgrow.app.annotation;

import org.jspecify.annotations.NullMarked;
