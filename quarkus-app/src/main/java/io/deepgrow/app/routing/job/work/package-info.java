/** What jobs do, kind by kind: load, segment, assign, send, tell others. */
@NullMarked
package io.deepgrow.app.routing.job.work;

import org.jspecify.annotations.NullMarked;
