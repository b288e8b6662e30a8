/** JMH and click-latency benchmarks. */
@NullMarked
package io.deepgrow.benchmarks;

import org.jspecify.annotations.NullMarked;
