/**
 * What a rule asks of a study and its series: a tree that is read from JSON within limits, never
 * runs anything, and explains its outcome leaf by leaf.
 */
@NullMarked
package io.deepgrow.app.routing.condition;

import org.jspecify.annotations.NullMarked;
