/**
 * What every request meets first, on the event loop: its framing, its host and origin, its caller,
 * and the limits of time and number that keep one client from taking the service from the others.
 */
@NullMarked
package io.deepgrow.app.edge;

import org.jspecify.annotations.NullMarked;
