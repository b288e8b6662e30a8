/** Events of worklists, which come unasked by WebSocket. */
@NullMarked
package io.deepgrow.app.routing.workitem.channel;

import org.jspecify.annotations.NullMarked;
