/** What is in the image, and the service inside of it. */
@NullMarked
package io.deepgrow.image;

import org.jspecify.annotations.NullMarked;
