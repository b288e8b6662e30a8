/** Requests that may come more than once and count once. */
@NullMarked
package io.deepgrow.app.idempotency;

import org.jspecify.annotations.NullMarked;
