/** How the service is doing: what is up, how fast, and what waits. */
@NullMarked
package io.deepgrow.app.overview;

import org.jspecify.annotations.NullMarked;
