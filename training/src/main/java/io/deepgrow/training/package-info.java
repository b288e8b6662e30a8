/** The {@code deepgrow} command line. */
@NullMarked
package io.deepgrow.training;

import org.jspecify.annotations.NullMarked;
