package io.deepgrow.training.prepare;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.seg.SegException;
import io.deepgrow.series.SeriesException;
import io.deepgrow.volume.file.VolumeFileException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** A volume or label that can't be prepared; the message has no patient data. */
public final class DefectException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  /** A defect under a code such as {@code label.empty}. */
  public DefectException(String code, String message) {
    super(message);
    this.code = code;
  }

  private DefectException(String code, Exception cause) {
    super(String.valueOf(cause.getMessage()), cause);
    this.code = code;
  }

  /** For example {@code label.empty}; stays the same over versions. */
  public String code() {
    return code;
  }

  /**
   * What went wrong while a case was read, under its own code where it has one.
   *
   * @throws RuntimeException the cause itself when it is a defect of ours
   */
  public static DefectException of(Exception cause) {
    if (cause instanceof DefectException e) {
      return e;
    }
    if (cause instanceof VolumeFileException e) {
      return new DefectException(e.code(), e);
    }
    if (cause instanceof DicomException e) {
      return new DefectException(e.code(), e);
    }
    if (cause instanceof SeriesException e) {
      return new DefectException(e.code(), e);
    }
    if (cause instanceof SegException e) {
      return new DefectException(e.code(), e);
    }
    if (cause instanceof DicomWebException e) {
      return new DefectException(e.code(), e);
    }
    if (cause instanceof NoSuchFileException) {
      return new DefectException("file.missing", "The file is not there");
    }
    if (cause instanceof IOException) {
      return new DefectException("file.unreadable", cause);
    }
    if (cause instanceof IllegalArgumentException) {
      return new DefectException("case.unusable", cause);
    }
    throw new IllegalStateException("Preparing a case failed", cause);
  }
}
