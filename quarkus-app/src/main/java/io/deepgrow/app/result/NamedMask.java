package io.deepgrow.app.result;

import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.volume.mask.Mask;

/** A mask that somebody made elsewhere, and what it shows. */
public record NamedMask(StructureCode structure, Mask mask) {}
