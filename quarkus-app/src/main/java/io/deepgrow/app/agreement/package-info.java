/** How far masks of one structure are apart: of two people, or of the network and the person. */
@NullMarked
package io.deepgrow.app.agreement;

import org.jspecify.annotations.NullMarked;
