/**
 * Training runs: processes of their own that make models from labels, started, watched and ended
 * here.
 */
@NullMarked
package io.deepgrow.app.training;

import org.jspecify.annotations.NullMarked;
