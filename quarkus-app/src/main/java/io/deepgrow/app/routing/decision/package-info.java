/** What rules say of studies, and why. */
@NullMarked
package io.deepgrow.app.routing.decision;

import org.jspecify.annotations.NullMarked;
