/** Which studies the PACS have, and when what is known of one is complete enough to decide on. */
@NullMarked
package io.deepgrow.app.routing.sighting;

import org.jspecify.annotations.NullMarked;
