/** A worklist in memory, and what its performers do. */
@NullMarked
package io.deepgrow.dicomweb.workitem;

import org.jspecify.annotations.NullMarked;
