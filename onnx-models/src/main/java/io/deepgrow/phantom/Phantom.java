package io.deepgrow.phantom;

import io.deepgrow.volume.grid.Volume;

/**
 * A generated CT and what is where in it.
 *
 * @param ct Hounsfield units
 * @param labels on the same grid: {@link Organ#label()}, 0 elsewhere
 */
public record Phantom(Volume ct, Volume labels) {}
