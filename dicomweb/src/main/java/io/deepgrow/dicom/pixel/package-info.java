/**
 * The frames of an image as native bytes, whatever their encoding; what an encoded frame claims is
 * checked before it is decoded.
 */
@NullMarked
package io.deepgrow.dicom.pixel;

import org.jspecify.annotations.NullMarked;
