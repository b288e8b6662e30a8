/** Where a place of one CT of a patient is in another one. */
@NullMarked
package io.deepgrow.volume.register;

import org.jspecify.annotations.NullMarked;
