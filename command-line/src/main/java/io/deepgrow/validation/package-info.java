/** What clicks are worth: models and baselines on the same cases, click by click. */
@NullMarked
package io.deepgrow.validation;

import org.jspecify.annotations.NullMarked;
