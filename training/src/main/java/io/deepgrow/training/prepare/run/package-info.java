/**
 * Prepares a dataset, case by case, so that an interrupted run goes on where it stood: what {@code
 * deepgrow prepare-dataset} does.
 */
@NullMarked
package io.deepgrow.training.prepare.run;

import org.jspecify.annotations.NullMarked;
