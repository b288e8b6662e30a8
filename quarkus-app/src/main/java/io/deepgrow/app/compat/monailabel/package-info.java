/** The MONAI Label protocol. */
@NullMarked
package io.deepgrow.app.compat.monailabel;

import org.jspecify.annotations.NullMarked;
