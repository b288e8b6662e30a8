/** The history of clicks and of changes of whole masks: what counts, what was undone. */
@NullMarked
package io.deepgrow.app.click;

import org.jspecify.annotations.NullMarked;
