package io.deepgrow.seg.write;

/** Neighbouring slices of one segment that are written as frames: first slice and how many. */
record FrameRun(int firstSlice, int slices) {}
