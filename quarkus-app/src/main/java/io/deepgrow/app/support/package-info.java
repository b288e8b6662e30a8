/** What somebody who helps needs to see of a service, in one file. */
@NullMarked
package io.deepgrow.app.support;

import org.jspecify.annotations.NullMarked;
