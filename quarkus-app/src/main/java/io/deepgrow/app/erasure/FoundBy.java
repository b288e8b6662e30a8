package io.deepgrow.app.erasure;

/** What said that a study is concerned. */
public enum FoundBy {
  /** The request named it. */
  REQUEST,
  /** The PACS lists it under the patient. */
  PACS,
  /** A SEG made here names the patient. */
  RESULT,
  /** A session's series was the patient's when it was looked at last. */
  SESSION,
  /** A file that was uploaded names the patient or the study. */
  UPLOAD
}
