/** Which work items are ours to do, and what is done for one. */
@NullMarked
package io.deepgrow.app.routing.workitem.performer;

import org.jspecify.annotations.NullMarked;
