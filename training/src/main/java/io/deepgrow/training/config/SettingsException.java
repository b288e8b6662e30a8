package io.deepgrow.training.config;

/** A setting that is not known or does not hold; the message names it. */
public final class SettingsException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public SettingsException(String message) {
    super(message);
  }
}
