/** Revisions of masks and their formats. */
@NullMarked
package io.deepgrow.app.mask;

import org.jspecify.annotations.NullMarked;
