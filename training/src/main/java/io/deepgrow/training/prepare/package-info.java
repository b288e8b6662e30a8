/**
 * What all parts of the preparation of a dataset stand on: findings and defects, and records as
 * JSON. {@code deepgrow prepare-dataset} turns labelled CT of any common layout into cubic patches
 * at one spacing, which {@code deepgrow train} reads; {@code layout} finds cases, {@code source}
 * reads them, {@code patch} cuts and stores, {@code run} does all three.
 */
@NullMarked
package io.deepgrow.training.prepare;

import org.jspecify.annotations.NullMarked;
