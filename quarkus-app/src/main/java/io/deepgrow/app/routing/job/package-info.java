/** Work for the machine that rules, work items and people order. */
@NullMarked
package io.deepgrow.app.routing.job;

import org.jspecify.annotations.NullMarked;
