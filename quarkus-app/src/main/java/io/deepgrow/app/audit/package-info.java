/** Who did what. */
@NullMarked
package io.deepgrow.app.audit;

import org.jspecify.annotations.NullMarked;
