/** What is dropped after its time, so that nothing of a patient stays longer than it is needed. */
@NullMarked
package io.deepgrow.app.retention;

import org.jspecify.annotations.NullMarked;
