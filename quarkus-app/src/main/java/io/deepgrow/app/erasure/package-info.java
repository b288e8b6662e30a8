/**
 * Erases all that the service holds of a patient or of a study: rows, files and what is in memory;
 * what lies in the PACS stays there and is listed.
 */
@NullMarked
package io.deepgrow.app.erasure;

import org.jspecify.annotations.NullMarked;
