/**
 * How labelled CT lies in folders, in lists and in a PACS: finds the cases, and reads none of them.
 */
@NullMarked
package io.deepgrow.training.prepare.layout;

import org.jspecify.annotations.NullMarked;
