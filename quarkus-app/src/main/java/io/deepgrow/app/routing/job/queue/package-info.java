/** How full the queues of jobs are, kind by kind. */
@NullMarked
package io.deepgrow.app.routing.job.queue;

import org.jspecify.annotations.NullMarked;
