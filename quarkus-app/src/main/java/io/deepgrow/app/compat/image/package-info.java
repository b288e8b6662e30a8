/** The images that requests name or bring with them, and images and masks as files. */
@NullMarked
package io.deepgrow.app.compat.image;

import org.jspecify.annotations.NullMarked;
