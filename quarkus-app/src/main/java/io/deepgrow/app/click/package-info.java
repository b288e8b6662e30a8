/** Segments, clicks and their history, and the masks that follow from them. */
@NullMarked
package io.deepgrow.app.click;

import org.jspecify.annotations.NullMarked;
