/**
 * A bounded attack on the packaged service, all on this machine: whether it holds its bounds while
 * others go on clicking.
 */
@NullMarked
package io.deepgrow.benchmarks.attack;

import org.jspecify.annotations.NullMarked;
