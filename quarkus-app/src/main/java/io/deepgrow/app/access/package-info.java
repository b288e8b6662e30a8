/** Which studies a caller may see: all, or those of their projects. */
@NullMarked
package io.deepgrow.app.access;

import org.jspecify.annotations.NullMarked;
