package io.deepgrow.app.erasure;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A patient by Patient ID (0010,0020), where it is named with its issuer (0010,0021). Neither is
 * ever shown: not in an error, not in the log, not by {@link #toString}.
 */
final class Patient {

  private static final int MAX_LENGTH = 64;

  private final String id;
  private final Optional<String> issuer;

  private Patient(String id, Optional<String> issuer) {
    this.id = id;
    this.issuer = issuer;
  }

  /**
   * A patient; blanks around the words count as little as in DICOM (PS3.5 6.2, LO).
   *
   * @param issuer null or blank where it does not matter
   * @throws ApiException {@code request.malformed} when this can be no Patient ID
   */
  static Patient of(String id, @Nullable String issuer) {
    String named = issuer == null ? "" : word(issuer, "issuerOfPatientId");
    String stripped = word(id, "patientId");
    if (stripped.isEmpty()) {
      throw new ApiException(ErrorCode.BAD_REQUEST, "patientId is empty; name one patient");
    }
    return new Patient(stripped, named.isEmpty() ? Optional.empty() : Optional.of(named));
  }

  private static String word(String text, String field) {
    String word = text.strip();
    boolean odd = word.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c));
    if (odd || word.length() > MAX_LENGTH) {
      throw new ApiException(
          ErrorCode.BAD_REQUEST,
          field + " has at most " + MAX_LENGTH + " characters, no backslash and no control");
    }
    return word;
  }

  String id() {
    return id;
  }

  boolean hasIssuer() {
    return issuer.isPresent();
  }

  /** How sure it is that an object is this patient's. */
  Match match(DicomObject object) {
    if (!object.string(Tag.PATIENT_ID).map(String::strip).equals(Optional.of(id))) {
      return Match.OTHER;
    }
    Optional<String> named = object.string(Tag.ISSUER_OF_PATIENT_ID).map(String::strip);
    if (issuer.isEmpty() || named.equals(issuer)) {
      return Match.SAME;
    }
    return named.isEmpty() ? Match.SAME_ID : Match.NAMESAKE;
  }

  @Override
  public String toString() {
    return "a patient";
  }
}
