package io.deepgrow.app.training;

/** What a run learns from. */
public enum DataKind {
  /** A folder on the disk of the service. */
  FOLDER,
  /** The verified results of a project. */
  PROJECT
}
