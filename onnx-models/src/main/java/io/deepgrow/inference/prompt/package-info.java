/**
 * Boxes, scribbles and lassos: what a person drew, and the clicks that it stands for. A network
 * that takes clicks only follows all of them this way, and every caller gets the same clicks.
 */
@NullMarked
package io.deepgrow.inference.prompt;

import org.jspecify.annotations.NullMarked;
