/** Orders of people and programs, and the API of jobs. */
@NullMarked
package io.deepgrow.app.routing.job.order;

import org.jspecify.annotations.NullMarked;
