/**
 * What a segment shows, in codes and colours that other software understands, and how it came
 * about.
 */
@NullMarked
package io.deepgrow.seg.terminology;

import org.jspecify.annotations.NullMarked;
