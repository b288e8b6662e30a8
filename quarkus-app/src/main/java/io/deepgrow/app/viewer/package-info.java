/** The viewer's pages and files, served beside the API at the root. */
@NullMarked
package io.deepgrow.app.viewer;

import org.jspecify.annotations.NullMarked;
