/** What a rule has done with a study: the words of a rule's {@code do}. */
@NullMarked
package io.deepgrow.app.routing.action;

import org.jspecify.annotations.NullMarked;
