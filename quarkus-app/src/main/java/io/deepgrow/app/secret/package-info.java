/** Secrets at rest: sealed in the database, opened by a key that is not in it. */
@NullMarked
package io.deepgrow.app.secret;

import org.jspecify.annotations.NullMarked;
