/** Versions of models: what was added, by whom, and which of them new sessions begin with. */
@NullMarked
package io.deepgrow.app.registry;

import org.jspecify.annotations.NullMarked;
