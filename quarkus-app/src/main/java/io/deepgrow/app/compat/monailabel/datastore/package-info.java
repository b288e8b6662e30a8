/**
 * The images that there are to label, with what clients add to each: labels, notes, and files of
 * their own.
 */
@NullMarked
package io.deepgrow.app.compat.monailabel.datastore;

import org.jspecify.annotations.NullMarked;
