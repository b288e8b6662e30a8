/** Which release this is. */
@NullMarked
package io.deepgrow.release;

import org.jspecify.annotations.NullMarked;
