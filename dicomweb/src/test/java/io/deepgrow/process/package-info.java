/** Processes that tests start and watch. */
@NullMarked
package io.deepgrow.process;

import org.jspecify.annotations.NullMarked;
