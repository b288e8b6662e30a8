/**
 * What a label is: where it is stored, what clients say of it, and the files that it comes in and
 * goes out as.
 */
@NullMarked
package io.deepgrow.app.compat.monailabel.label;

import org.jspecify.annotations.NullMarked;
