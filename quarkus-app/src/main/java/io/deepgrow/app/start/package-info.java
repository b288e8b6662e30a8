/** Starts the service. */
@NullMarked
package io.deepgrow.app.start;

import org.jspecify.annotations.NullMarked;
