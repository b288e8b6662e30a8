/** What the chart makes of its values, and what it refuses. */
@NullMarked
package io.deepgrow.chart;

import org.jspecify.annotations.NullMarked;
