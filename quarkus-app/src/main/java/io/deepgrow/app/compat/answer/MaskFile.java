package io.deepgrow.app.compat.answer;

/** A file as the answer to a client: a mask, a label or an image. */
public record MaskFile(String name, Body body) {}
