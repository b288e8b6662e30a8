/**
 * Part 10 files (PS3.10), read and written in every encoding of PS3.5; what they may make us do is
 * bounded.
 */
@NullMarked
package io.deepgrow.dicom.part10;

import org.jspecify.annotations.NullMarked;
