/** Signed calls, from senders to the service and from the service to receivers. */
@NullMarked
package io.deepgrow.app.signature;

import org.jspecify.annotations.NullMarked;
