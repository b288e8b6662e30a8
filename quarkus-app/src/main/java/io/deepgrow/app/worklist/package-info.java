/** Work for people: who has which study to mark, and until when. */
@NullMarked
package io.deepgrow.app.worklist;

import org.jspecify.annotations.NullMarked;
