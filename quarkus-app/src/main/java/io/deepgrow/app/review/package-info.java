/** Reviews of results: who has to look, what they said, and what follows from it. */
@NullMarked
package io.deepgrow.app.review;

import org.jspecify.annotations.NullMarked;
