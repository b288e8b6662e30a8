/** What a network gets, channel by channel: the scaled image, and what the clicks say about it. */
@NullMarked
package io.deepgrow.inference.channel;

import org.jspecify.annotations.NullMarked;
