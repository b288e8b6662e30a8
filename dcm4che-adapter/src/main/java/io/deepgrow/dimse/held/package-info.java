/** Objects that came by DIMSE, on disk, with what searches need of them in memory. */
@NullMarked
package io.deepgrow.dimse.held;

import org.jspecify.annotations.NullMarked;
