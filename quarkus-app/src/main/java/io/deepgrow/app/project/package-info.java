/** What projects say about the work on their studies: structures, model, review, copies. */
@NullMarked
package io.deepgrow.app.project;

import org.jspecify.annotations.NullMarked;
