/** Work items (UPS) that others schedule and jobs of ours do: found, claimed, followed, ended. */
@NullMarked
package io.deepgrow.app.routing.workitem;

import org.jspecify.annotations.NullMarked;
