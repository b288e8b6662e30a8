/** Hostile input for parsers: targets, what they may do with it, and what makes it. */
@NullMarked
package io.deepgrow.fuzz;

import org.jspecify.annotations.NullMarked;
