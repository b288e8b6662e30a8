/** CTs with what was drawn in them, as training and validation take them from a folder. */
@NullMarked
package io.deepgrow.example;

import org.jspecify.annotations.NullMarked;
