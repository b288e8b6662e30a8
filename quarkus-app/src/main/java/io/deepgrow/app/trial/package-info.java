/** Trials of versions of models: on the phantom, and on the clicks of a session. */
@NullMarked
package io.deepgrow.app.trial;

import org.jspecify.annotations.NullMarked;
