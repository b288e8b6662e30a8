/** What happens in sessions, written down with the deed and told to who listens, on any replica. */
@NullMarked
package io.deepgrow.app.event;

import org.jspecify.annotations.NullMarked;
