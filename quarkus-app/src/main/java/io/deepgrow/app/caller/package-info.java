/** Who is calling, and what they may do: the words that everybody uses for it. */
@NullMarked
package io.deepgrow.app.caller;

import org.jspecify.annotations.NullMarked;
