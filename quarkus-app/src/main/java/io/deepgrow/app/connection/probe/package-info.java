/** Tries a connection out, and says of each step what came of it and what to do. */
@NullMarked
package io.deepgrow.app.connection.probe;

import org.jspecify.annotations.NullMarked;
