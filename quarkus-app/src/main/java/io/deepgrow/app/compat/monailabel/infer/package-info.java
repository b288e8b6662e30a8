/** Clicks of MONAI Label's clients, and the masks that answer them. */
@NullMarked
package io.deepgrow.app.compat.monailabel.infer;

import org.jspecify.annotations.NullMarked;
