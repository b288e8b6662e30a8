/**
 * Cubic patches, how they are cut, and the folder that has them with an index that says where each
 * came from.
 */
@NullMarked
package io.deepgrow.training.prepare.patch;

import org.jspecify.annotations.NullMarked;
