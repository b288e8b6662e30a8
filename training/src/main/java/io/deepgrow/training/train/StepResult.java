package io.deepgrow.training.train;

/**
 * What one step came to.
 *
 * @param loss cross-entropy plus soft Dice, mean over the batch
 * @param dice of the thresholded prediction before the update, mean over the batch
 */
public record StepResult(double loss, double dice) {}
