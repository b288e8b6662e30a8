package io.deepgrow.training.prepare;

/**
 * Something about a case that the user should know.
 *
 * @param caseId which volume
 * @param label which label's id; empty when it concerns the whole volume
 * @param code stays the same over versions, such as {@code label.empty}
 * @param message one sentence without patient data
 */
public record Finding(String caseId, String label, String code, String message) {

  @Override
  public String toString() {
    String where = label.isEmpty() ? caseId : caseId + ", " + label;
    return where + ": " + message + " [" + code + "]";
  }
}
