/** Rules: what is asked of a study and done with it, in versions that never change. */
@NullMarked
package io.deepgrow.app.routing.rule;

import org.jspecify.annotations.NullMarked;
