/** What the database signals to all replicas at once. */
@NullMarked
package io.deepgrow.app.signal;

import org.jspecify.annotations.NullMarked;
