/**
 * Work in the background, once in the cluster: lanes of rows that somebody has to look at. What is
 * true about the work is said by the rows of its owner; a lane that is lost is filled again.
 */
@NullMarked
package io.deepgrow.app.queue;

import org.jspecify.annotations.NullMarked;
