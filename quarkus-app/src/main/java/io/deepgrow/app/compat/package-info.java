/**
 * What the AIAA and MONAI Label protocols share. Each request becomes calls of the same session,
 * click and result services as the API of our own; nothing is inferred or stored twice.
 */
@NullMarked
package io.deepgrow.app.compat;

import org.jspecify.annotations.NullMarked;
