/** The one supply of series: from where they come, what of them stays in memory, who waits. */
@NullMarked
package io.deepgrow.app.series;

import org.jspecify.annotations.NullMarked;
