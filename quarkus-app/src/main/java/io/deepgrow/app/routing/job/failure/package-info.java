/** Why attempts at jobs fail, and what follows from it. */
@NullMarked
package io.deepgrow.app.routing.job.failure;

import org.jspecify.annotations.NullMarked;
